import { createFloorApi } from '../clients/floor/floor-api.ts';
import { messageOf } from '../core/errors.ts';
import type { FloorSettings } from '../settings/floor-settings.ts';
import type { Checked, CheckOptions } from './checks.ts';

/** Whether the bot gets into the API of a shop floor with these settings. Never rejects. */
export async function checkFloor(
  settings: FloorSettings,
  options: Pick<CheckOptions, 'now' | 'random' | 'log'>,
): Promise<Checked> {
  const api = createFloorApi({ ...settings, ...options });
  try {
    await api.tryRenewal();
    const stations = await api.ask('stations').then(
      () => 'It tells its stations.',
      (error: unknown) => `But of its stations: ${messageOf(error)} docs/floor-api.md says what to do then.`,
    );
    return { found: `The bot can log in. ${stations}` };
  } catch (error) {
    // When the bot would try again does not matter to whoever sits in front of it.
    return { problem: messageOf(error).replace(/ The bot tries again in [^.]+\./, '') };
  } finally {
    await api.close();
  }
}
