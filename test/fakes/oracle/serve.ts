/**
 * `node --import tsx test/fakes/oracle/serve.ts [PORT] [MILLISECONDS A CALL] [SLOTS]`: an oracle for programs that are not ours,
 * such as Ray and Spark. Prints its address. `GET /counts` tells how many calls it has answered.
 */
import { OracleServer } from './server.js';

const [port = 0, perCall = 0, slots = 4] = process.argv.slice(2).map(Number);

const text = 'aspirin metformin lisinopril fever cough pneumonia chest pain hypertension';
const types: Readonly<Record<string, string>> = {
  aspirin: 'treatment',
  metformin: 'treatment',
  lisinopril: 'treatment',
};
const words = [
  'aspirin',
  'metformin',
  'lisinopril',
  'fever',
  'cough',
  'pneumonia',
  'chest pain',
  'hypertension',
];
const entities = words.map((word) => {
  const start = text.indexOf(word);
  return { start, end: start + word.length, type: types[word] ?? 'problem' };
});

const oracle = await OracleServer.start({
  gold: [{ text, entities }],
  port,
  slots,
  speed: { prefill: Infinity, decode: Infinity, perCall },
});
console.log(oracle.host);
