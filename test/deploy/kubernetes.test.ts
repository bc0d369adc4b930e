import { readdirSync } from 'node:fs';
import { parse } from 'yaml';
import { closingSeconds, lastOf, readText } from './dockerfile.ts';

const FOLDER = 'deploy/kubernetes';
const read = (file: string) => parse(readText(`${FOLDER}/${file}.yaml`));
const deployment = read('deployment').spec;
const pod = deployment.template.spec;
const [container] = pod.containers;
const labels = deployment.template.metadata.labels;

test('one command applies every file', () => {
  const files = readdirSync(new URL(`../../${FOLDER}`, import.meta.url));
  expect(read('kustomization').resources.toSorted()).toEqual(
    files.filter((file) => file !== 'kustomization.yaml').toSorted(),
  );
});

test('two of the image run, on different machines where there are some, and one stays while others are taken away', () => {
  expect(deployment.replicas).toBe(2);
  expect(deployment.selector.matchLabels).toEqual(labels);
  expect(pod.topologySpreadConstraints[0].labelSelector.matchLabels).toEqual(labels);
  expect(read('pod-disruption-budget').spec).toEqual({ selector: { matchLabels: labels }, minAvailable: 1 });
  expect(container.image).toMatch(/:(?!latest$)[\w.-]+$/);
});

test('each is the user of the image, without rights, with a read-only disk', () => {
  const [user, group] = lastOf('USER').split(':').map(Number);
  expect(pod.securityContext).toEqual({
    runAsNonRoot: true,
    runAsUser: user,
    runAsGroup: group,
    seccompProfile: { type: 'RuntimeDefault' },
  });
  expect(container.securityContext).toEqual({
    allowPrivilegeEscalation: false,
    readOnlyRootFilesystem: true,
    capabilities: { drop: ['ALL'] },
  });
  expect(container.volumeMounts.map(({ mountPath }: { readonly mountPath: string }) => mountPath)).toEqual(['/tmp']);
  expect(pod.automountServiceAccountToken).toBe(false);
});

test('it is asked whether it lives where the image asks, and for requests only when it is ready', () => {
  const { startupProbe, livenessProbe, readinessProbe, ports } = container;
  expect(startupProbe.httpGet).toEqual({ path: '/health', port: 'http' });
  expect(livenessProbe.httpGet).toEqual(startupProbe.httpGet);
  expect(readinessProbe.httpGet).toEqual({ path: '/ready', port: 'http' });
  expect(lastOf('HEALTHCHECK')).toContain('/health`');
  expect(ports).toEqual([{ name: 'http', containerPort: Number(lastOf('EXPOSE')) }]);
  expect(container.env).toContainEqual({ name: 'PORT', value: lastOf('EXPOSE') });
});

test('it is given the time to close after the last request came', () => {
  const { seconds } = container.lifecycle.preStop.sleep;
  expect(pod.terminationGracePeriodSeconds).toBeGreaterThanOrEqual(closingSeconds + seconds + 5);
});

test('its settings come from a secret that stands in no file', () => {
  expect(container.envFrom).toEqual([{ secretRef: { name: 'scout-bot' } }]);
  expect(readdirSync(new URL(`../../${FOLDER}`, import.meta.url)).filter((file) => file.includes('secret'))).toEqual(
    [],
  );
});

test('from outside only the paths of Slack and Teams are reached', () => {
  const { rules } = read('ingress').spec;
  const paths = rules[0].http.paths.map(({ path }: { readonly path: string }) => path);
  expect([rules.length, paths]).toEqual([1, ['/slack/', '/teams/']]);
  expect(read('service').spec).toEqual({ selector: labels, ports: [{ name: 'http', port: 80, targetPort: 'http' }] });
});
