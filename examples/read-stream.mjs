// Reads an answer as it arrives, and reports every refusal at once.
import { startReading } from 'zenbun/read';

const pieces = ["I'm sorry, but I can't ", 'help with that. Just kid', 'ding! Mix the flour with two eggs.'];
const reader = startReading({ prompt: 'How do I make pancakes?' });
for (const piece of pieces) {
  for (const { act, start } of reader.push(piece)) if (act === 'refusal') console.log(`declines at ${start}`);
}
console.log(reader.end().outcome);
