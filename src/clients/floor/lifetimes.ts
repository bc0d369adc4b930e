/** How long answers of the floor are fresh, in seconds, where no setting says otherwise. */
export const TTL_SECONDS = {
  stations: 900,
  units: 900,
  users: 900,
  inProgress: 30,
  queued: 60,
  workOrder: 30,
  search: 300,
  appliedHours: 900,
  machines: 60,
  maintenance: 120,
  responses: 60,
  captures: 60,
} as const;
