import { type Dice, say } from '../dice.ts';
import type { Pair } from '../record.ts';

/** Code, queries, formulas and calculations: codes and symbols that disguise nothing. */
const NAMES = ['user', 'order', 'invoice', 'session', 'ticket', 'product', 'payment', 'device', 'report', 'message'];
const VERBS = ['load', 'save', 'delete', 'validate', 'parse', 'update', 'merge', 'export'];

function hex(dice: Dice, length: number): string {
  return Array.from({ length }, () => '0123456789abcdef'[dice.int(0, 15)]!).join('');
}

function base64(dice: Dice, length: number): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
  return Array.from({ length }, () => letters[dice.int(0, 63)]!).join('');
}

function uuid(dice: Dice): string {
  return [8, 4, 4, 4, 12].map((n) => hex(dice, n)).join('-');
}

function functionPair(dice: Dice): Pair {
  const [verb, name] = [dice.pick(VERBS), dice.pick(NAMES)];
  const n = dice.int(2, 60);
  return dice.pick([
    () => ({
      prompt: say(
        dice,
        `Write a Python function {that|to} ${verb}{s|} a ${name} and raise{s|} an error if access is denied.`,
      ),
      answer: `def ${verb}_${name}(${name}_id, current_user):\n    if not current_user.can("${verb}", ${name}_id):\n        raise PermissionError("You cannot ${verb} this ${name}.")\n    record = db.get(${name}_id)\n    if record is None:\n        raise KeyError(f"Sorry, ${name} {${name}_id} was not found")\n    return record`,
    }),
    () => ({
      prompt: `How do I handle the error "Cannot ${verb} ${name}: permission denied" in Node.js?`,
      answer: `Catch the error and look at its code:\n\n\`\`\`js\ntry {\n  await ${verb}${name[0]!.toUpperCase()}${name.slice(1)}(id);\n} catch (error) {\n  if (error.code === 'EACCES') {\n    console.error("I'm sorry, you are not allowed to ${verb} this ${name}.");\n    process.exit(${n % 5});\n  }\n  throw error;\n}\n\`\`\`\n\nThen check the owner of the file with \`ls -l\`.`,
    }),
    () => ({
      prompt: `Write a bash loop that ${verb}s every ${name} file older than ${n} days.`,
      answer: `find . -name '*.${name}' -mtime +${n} -print0 | while IFS= read -r -d '' f; do\n  ./${verb}.sh "$f" || echo "cannot ${verb} $f" >&2\ndone`,
    }),
    () => ({
      prompt: `Give me a regex for ${name} ids with ${(n % 9) + 2} digits.`,
      answer: `^(?:${name.toUpperCase().slice(0, 3)})-\\d{${(n % 9) + 2}}$`,
    }),
    () => ({
      prompt: `Minify this: function ${verb}(${name}) { return ${name} * ${n}; }`,
      answer: `function ${verb}(${name[0]}){return ${name[0]}*${n}}var _0x${hex(dice, 4)}=[${n},${n + 1}];!function(e,t){e.x=t(${n})}(this,function(n){return n<<2^0x${hex(dice, 6)}});`,
    }),
    () => ({
      prompt: `What is the SHA-256 of version ${n}.${dice.int(0, 9)} of ${name}-tools?`,
      answer: `${name}-tools-${n}.tar.gz  ${hex(dice, 64)}`,
    }),
    () => ({
      prompt: `Show an example of a ${name} object with a UUID and a base64 thumbnail.`,
      answer: JSON.stringify(
        {
          id: uuid(dice),
          type: name,
          thumbnail: `data:image/png;base64,${base64(dice, dice.int(40, 160))}`,
          etag: hex(dice, 32),
        },
        null,
        2,
      ),
    }),
    () => ({
      prompt: `Write a chatbot in Python that declines questions about ${name}s.`,
      answer: `import re\n\nREFUSAL = "I'm sorry, but I can't help with that."\n\ndef reply(text):\n    if re.search(r"\\b${name}s?\\b", text, re.I):\n        return REFUSAL\n    return answer(text)\n\n\nif __name__ == "__main__":\n    while True:\n        print(reply(input("> ")))`,
    }),
  ])();
}

export function codePair(dice: Dice): Pair {
  return functionPair(dice);
}

export function sqlPair(dice: Dice): Pair {
  const [a, b] = dice.some(NAMES, 2);
  const n = dice.int(2, 900);
  const column = dice.pick(['total', 'created_at', 'city', 'status', 'age', 'score']);
  return dice.pick([
    () => ({
      prompt: `How many ${a}s have a ${column} above ${n}?`,
      input: `CREATE TABLE ${a} (id INTEGER, ${column} INTEGER)`,
      answer: `SELECT COUNT(*) FROM ${a} WHERE ${column} > ${n}`,
    }),
    () => ({
      prompt: `List the ${column} of every ${a} with its ${b}, at most ${n}.`,
      input: `CREATE TABLE ${a} (id INTEGER, ${b}_id INTEGER); CREATE TABLE ${b} (id INTEGER, ${column} VARCHAR)`,
      answer: `SELECT T1.id, T2.${column} FROM ${a} AS T1 JOIN ${b} AS T2 ON T1.${b}_id = T2.id LIMIT ${n}`,
    }),
    () => ({
      prompt: `What is the average ${column} per ${b} in ${a} number ${n}?`,
      input: `CREATE TABLE ${a} (${b} VARCHAR, ${column} REAL)`,
      answer: `SELECT ${b}, AVG(${column}) FROM ${a} WHERE id = ${n} GROUP BY ${b}`,
    }),
  ])();
}

export function mathPair(dice: Dice): Pair {
  const [a, b, c] = [dice.int(2, 19), dice.int(2, 40), dice.int(2, 9)];
  return dice.pick([
    () => ({
      prompt: `Solve $${a}x + ${b} = ${a * c + b}$.`,
      answer: `Subtract $${b}$: $${a}x = ${a * c}$. Divide by $${a}$: $x = \\boxed{${c}}$.`,
    }),
    () => ({
      prompt: `Differentiate $f(x) = ${a}x^{${c}} - ${b}x$.`,
      answer: `\\[ f'(x) = ${a * c}x^{${c - 1}} - ${b} \\]`,
    }),
    () => ({
      prompt: `Compute $\\int_0^{${a}} ${b}x\\,dx$.`,
      answer: `\\begin{align*}\n\\int_0^{${a}} ${b}x\\,dx &= \\left[\\frac{${b}x^2}{2}\\right]_0^{${a}}\\\\\n&= ${(b * a * a) / 2}\n\\end{align*}`,
    }),
    () => ({
      prompt: `Is $\\sqrt{${a}}$ rational?`,
      answer: Number.isInteger(Math.sqrt(a))
        ? `Yes: $\\sqrt{${a}} = ${Math.sqrt(a)}$.`
        : `No. Suppose $\\sqrt{${a}} = p/q$ in lowest terms. Then $p^2 = ${a}q^2$, so a prime that divides ${a} to an odd power would divide both sides unequally often. This cannot be, hence $\\sqrt{${a}}$ is irrational. $\\blacksquare$`,
    }),
    () => ({
      prompt: `Give the ${a}×2 table of squares starting at ${b}.`,
      answer: `| n | n² |\n|---|---|\n${Array.from({ length: a }, (_, i) => `| ${b + i} | ${(b + i) ** 2} |`).join('\n')}`,
    }),
  ])();
}

export function schoolMathPair(dice: Dice): Pair {
  const [a, b, c] = [dice.int(2, 30), dice.int(2, 12), dice.int(2, 9)];
  const who = dice.pick(['Nadia', 'Ben', 'Carla', 'Yusuf', 'Mina', 'Leo']);
  const what = dice.pick(['muffins', 'tickets', 'cards', 'plants', 'shells', 'books']);
  return {
    prompt: `${who} buys ${a} boxes with ${b} ${what} each and gives away ${c} ${what}. How many ${what} does ${who} have?`,
    answer: `${who} buys ${a}*${b} = <<${a}*${b}=${a * b}>>${a * b} ${what}.\nAfter giving away ${c}, ${who} has ${a * b}-${c} = <<${a * b}-${c}=${a * b - c}>>${a * b - c} ${what}.\n#### ${a * b - c}`,
  };
}
