// A handler that checks Slack's signature and answers with a constant: what no bot can be quicker than.
import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';

const secret = process.env['SLACK_SIGNING_SECRET'] ?? '';

createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const body = Buffer.concat(chunks).toString('utf8');
    const base = `v0:${request.headers['x-slack-request-timestamp']}:${body}`;
    const expected = Buffer.from(`v0=${createHmac('sha256', secret).update(base).digest('hex')}`);
    const given = Buffer.from(String(request.headers['x-slack-signature']));
    const isRight = expected.length === given.length && timingSafeEqual(expected, given);
    response.writeHead(isRight ? 200 : 401, { 'content-type': 'text/plain' }).end(isRight ? 'ok' : '');
  });
}).listen(Number(process.env['PORT']), '127.0.0.1');
