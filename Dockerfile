# Two stages: npm and a shell are in the first only.
FROM node:24.21.0-trixie-slim AS build
WORKDIR /build/scout-bot

# Without the npm package `node`, which is for development: the Node of this stage goes into the image in its place.
COPY package.json package-lock.json .npmrc deploy/install.sh ./
RUN sh install.sh

# Readable for the user of the image, whatever the umask of whoever builds it.
COPY src src
COPY LICENSE ./
RUN chmod -R a+rX,go-w . && mkdir data

FROM gcr.io/distroless/cc-debian13:nonroot
ARG VERSION=unknown
ARG REVISION=unknown
LABEL org.opencontainers.image.title="Scout bot" \
      org.opencontainers.image.description="Fleet status from Scout (Orbit), asked and answered in Slack and Microsoft Teams" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}" \
      org.opencontainers.image.base.name="gcr.io/distroless/cc-debian13:nonroot"
# With the port set, /health is there in Socket Mode, too.
ENV NODE_ENV=production PORT=3000
COPY --from=build /usr/local/bin/node /usr/local/bin/node
COPY --from=build /build/scout-bot/node_modules /app/node_modules
COPY --from=build /build/scout-bot/src /app/src
COPY --from=build /build/scout-bot/package.json /build/scout-bot/LICENSE /build/scout-bot/sbom.cdx.json /app/
# Where the embedded database is kept: the only folder beside /tmp that is written to.
COPY --from=build --chown=65532:65532 /build/scout-bot/data /app/data
WORKDIR /app

# A number, because Kubernetes cannot tell from a name that it is not root.
USER 65532:65532
EXPOSE 3000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/health`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--max-semi-space-size=8", "src/main.ts"]
