import { finishSetup } from '../../src/setup/finish-setup.ts';
import { Cancelled } from '../../src/setup/prompts.ts';
import { createScriptedPrompts, type Script } from './scripted-prompts.ts';

type Options = Omit<Parameters<typeof finishSetup>[0], 'prompts' | 'save' | 'outside'>;

/** What was written, and what was shown. */
async function finish(script: Script, options: Options, outside = {}) {
  const prompts = createScriptedPrompts(script);
  const written: string[] = [];
  await finishSetup({ ...options, prompts, outside, save: (text) => void written.push(text) });
  return { written, shown: prompts.shown.join('\n') };
}

const changes = {
  SCOUT_URL: 'https://scout.example',
  SCOUT_API_TOKEN: 'planted-1',
  SCOUT_PASSWORD: undefined,
  SLACK_BOT_TOKEN: 'xoxb-planted-2',
  SLACK_APP_TOKEN: 'xapp-planted-3',
};

test('what changes is told by its names, and written when that is wanted', async () => {
  const text = 'PORT=3000\nSCOUT_PASSWORD=planted-4\n';
  const { written, shown } = await finish([[/Write it/, true]], { text, changes });
  expect(written).toEqual([
    'PORT=3000\nSCOUT_URL=https://scout.example\nSCOUT_API_TOKEN=planted-1\nSLACK_BOT_TOKEN=xoxb-planted-2\nSLACK_APP_TOKEN=xapp-planted-3\n',
  ]);
  expect(shown).toContain('sets       SCOUT_API_TOKEN\n');
  expect(shown).toContain('takes out  SCOUT_PASSWORD\n');
  expect(shown).not.toContain('planted');
  expect(shown).not.toContain('put right');
});

test('what is still wrong with all settings together is told before', async () => {
  const { written, shown } = await finish([[/Write it/, true]], {
    text: 'PORT=web\n',
    changes: { SCOUT_URL: 'https://scout.example' },
  });
  expect(shown).toContain('PORT is not right: it has to be a port number.');
  expect(shown).toContain('SCOUT_API_TOKEN is missing');
  expect(written).toHaveLength(1);
  const alone = await finish([[/Write it/, true]], {
    text: '',
    changes: { SCOUT_URL: 'https://a.example', SCOUT_API_TOKEN: 't' },
  });
  expect(alone.shown).toContain('SLACK_BOT_TOKEN is missing');
});

test('what is set outside of the file goes before, and that is told', async () => {
  const { shown } = await finish([[/Write it/, true]], { text: '', changes }, { SCOUT_URL: 'https://old.example' });
  expect(shown).toContain('- SCOUT_URL is set outside of .env too, which goes before: remove it there.');
});

test('where it is not wanted, or changes nothing, nothing is written', async () => {
  await expect(finish([[/Write it/, false]], { text: '', changes })).rejects.toThrow(Cancelled);
  const { written, shown } = await finish([], { text: 'PORT=3000\n', changes: { PORT: '3000', SCOUT_URL: undefined } });
  expect([written, shown]).toEqual([[], '+ All of that stands in .env already.']);
});
