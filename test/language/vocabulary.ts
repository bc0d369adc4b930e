/** The names of everything that a sentence can ask for. */
export const INTENTS: ReadonlySet<string> = new Set(
  `fleet_status problem_summary catch_up robot_list robot_status robot_battery robot_location run_current run_last run_list run_detail run_why
  run_stats run_compare events_list capture_show reading_value reading_trend reading_compare anomaly_list anomaly_detail anomaly_close
  anomaly_reopen alert_ack alert_snooze alert_assign schedule_next schedule_list schedule_detail schedule_explain wo_status wo_list wo_stats
  station_status station_list station_stats unit_status cross_link summary_schedule summary_list summary_update summary_pause summary_cancel
  summary_now summary_explain shift_handover subscribe unsubscribe subscription_list quiet_hours prefs_set bot_health help greeting thanks
  undo page_next control_request out_of_scope`.split(/\s+/),
);

/** The names of what a sentence can say about it. */
export const SLOTS: ReadonlySet<string> = new Set(
  `robot robots instance mission run_id offset asset asset_type modality action time vs outcome state field focus metric agg group_by order
  limit severity_min anomaly_status anomaly_id reason note until duration scope user wo wo_status station unit product near_station min_age
  target kind days at cron tz channel skip_if_empty holidays include selector dry_run visibility event once exclude op value unit_of_value
  grace rest format lang unit_system clock`.split(/\s+/),
);

/** The values of the slots that have a fixed list of them. */
export const VALUES: Readonly<Record<string, readonly string[]>> = {
  modality: ['thermal', 'visual', 'acoustic'],
  outcome: ['success', 'failed', 'error', 'stopped', 'skipped', 'dispatch_failed', 'any'],
  state: 'offline online charging docked low_battery stuck disabled idle stopped paused running'.split(' '),
  focus: ['overlap', 'dst', 'failures'],
  metric:
    'count success_rate failures distance_m motors_on_s duration_s temperature pressure sound_level units_done first_pass_yield pace_vs_plan'.split(
      ' ',
    ),
  agg: ['count', 'max', 'min', 'all'],
  group_by: ['robot', 'mission', 'asset', 'station', 'day'],
  anomaly_status: ['open', 'closed'],
  scope: ['alert', 'channel', 'robot'],
  wo_status: ['open', 'late', 'closed', 'paused'],
  kind: ['fleet', 'weekly', 'shift', 'failures'],
  visibility: ['me', 'channel'],
  event: ['run_finished', 'run_failed', 'run_missed', 'anomaly', 'reading_over'],
  op: ['>', '<'],
  unit_of_value: ['C', 'F', 'bar', 'dB'],
  format: ['chart', 'csv', 'table'],
  unit_system: ['metric', 'imperial'],
  clock: ['24h', '12h'],
};
