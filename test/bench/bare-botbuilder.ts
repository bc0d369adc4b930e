// A botbuilder bot that does nothing but echo, without authentication: what any bot on botbuilder costs at least.
import { createServer } from 'node:http';
import { ActivityTypes, CloudAdapter, ConfigurationBotFrameworkAuthentication, type Request } from 'botbuilder';

const adapter = new CloudAdapter(new ConfigurationBotFrameworkAuthentication({}));

createServer((incoming, outgoing) => {
  const chunks: Buffer[] = [];
  incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
  incoming.on('end', async () => {
    const request: Request = {
      method: 'POST',
      headers: incoming.headers,
      body: JSON.parse(Buffer.concat(chunks).toString('utf8')),
    };
    const response = {
      socket: outgoing.socket,
      header: (name: string, value: unknown) => outgoing.setHeader(name, String(value)),
      status: (code: number) => Object.assign(outgoing, { statusCode: code }),
      send: (body: unknown) => outgoing.write(String(body)),
      end: () => outgoing.end(),
    };
    await adapter.process(request, response, async (context) => {
      if (context.activity.type === ActivityTypes.Message) await context.sendActivity(context.activity.text);
    });
  });
}).listen(Number(process.env['PORT']), '127.0.0.1');
