import { isPrivateHost } from '../../../src/clients/assistant/private-host.ts';

const hostOf = (address: string): string => new URL(address).hostname;

test.each([
  'http://localhost:11434',
  'http://127.0.0.1',
  'http://127.8.9.10',
  'http://[::1]:8000',
  'http://10.1.2.3',
  'http://172.31.0.1',
  'http://192.168.1.5',
  'http://[fd12::1]',
  'http://ollama:11434',
  'http://gpu.plant.internal',
  'http://GPU.local',
])('%s is private', (address) => {
  expect(isPrivateHost(hostOf(address))).toBe(true);
});

test.each([
  'http://models.example',
  'http://8.8.8.8',
  'http://172.32.0.1',
  'http://169.254.169.254',
  'http://[2001:db8::1]',
  'http://10.0.0.1.models.example',
  'http://localhost.models.example',
  'http://internal.example',
])('%s is not', (address) => {
  expect(isPrivateHost(hostOf(address))).toBe(false);
});
