import { SettingError } from './setting-error.ts';
import { missing, type SettingValues } from './setting-values.ts';

/** Who may watch the program. */
export interface WatchingSettings {
  /** Where Prometheus finds metrics. */
  readonly metrics?: { readonly port: number; readonly host: string };
  /** Where a collector takes traces. */
  readonly tracesUrl?: string;
}

/** Throws SettingError. */
export function watchingSettings(values: SettingValues): WatchingSettings {
  const { METRICS_PORT: port, METRICS_HOST: host, OTEL_EXPORTER_OTLP_ENDPOINT: tracesUrl } = values;
  if (port === undefined && host !== undefined) throw missing('METRICS_PORT', 'the port that METRICS_HOST belongs to');
  if (port !== undefined && port !== 0 && port === values.PORT)
    throw new SettingError('METRICS_PORT is not right: PORT is the same, and metrics are not for everybody.');
  return {
    ...(port !== undefined && { metrics: { port, host: host ?? '127.0.0.1' } }),
    ...(tracesUrl !== undefined && { tracesUrl }),
  };
}
