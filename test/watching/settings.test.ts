import { readConfig } from '../../src/settings/config.ts';

const watchingWith = (environment: Readonly<Record<string, string>>) => readConfig(environment).watching;

test('nobody watches unless it is wanted, and then from this machine alone', () => {
  expect(watchingWith({})).toEqual({});
  expect(watchingWith({ METRICS_PORT: '9464' })).toEqual({ metrics: { port: 9_464, host: '127.0.0.1' } });
  expect(watchingWith({ METRICS_PORT: '9464', METRICS_HOST: '0.0.0.0' })).toMatchObject({
    metrics: { host: '0.0.0.0' },
  });
  expect(watchingWith({ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318' })).toEqual({
    tracesUrl: 'http://collector:4318',
  });
});

test.each([
  [{ METRICS_HOST: '0.0.0.0' }, 'METRICS_PORT is missing'],
  [{ METRICS_PORT: '3000', PORT: '3000' }, 'METRICS_PORT is not right: PORT is the same'],
  [{ METRICS_PORT: 'yes' }, 'METRICS_PORT is not right: it has to be a port number'],
  [{ OTEL_EXPORTER_OTLP_ENDPOINT: 'collector:4318' }, 'OTEL_EXPORTER_OTLP_ENDPOINT is not right'],
  [{ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://me:s3cret@collector' }, 'OTEL_EXPORTER_OTLP_ENDPOINT is not right'],
])('%j stops the start', (environment, words) => {
  expect(() => readConfig(environment)).toThrow(words);
});

test('whether a port is set is known, not only which', () => {
  expect(readConfig({})).toMatchObject({ port: 3_000, isPortSet: false });
  expect(readConfig({ PORT: '3000' })).toMatchObject({ port: 3_000, isPortSet: true });
});
