// Serves a model behind the gateway, then stops and closes the log.
import { serve } from 'zenbun';

const serving = await serve({
  listen: '127.0.0.1:0',
  upstreams: { vllm: { url: process.env.UPSTREAM ?? 'http://127.0.0.1:8000/v1' } },
  models: { tuned: { guard: 'final', stage: 'canary' } },
  ledger: { folder: process.env.LEDGER ?? 'ledger', origin: 'log.example.com/tuned' },
});
console.log(`point the base URL of your client at ${serving.url}/v1`);
await serving.stop(1000);
