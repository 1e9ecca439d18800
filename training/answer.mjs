// Answers prompts with llama.cpp itself (node-llama-cpp), freely and at temperature 0.
//
//   node training/answer.mjs MODEL.gguf PROMPTS.jsonl ANSWERS.jsonl [--threads N] [--rows N]
//     [--logprobs]
//
// Each line of PROMPTS.jsonl is {"prompt": "..."}; each line of ANSWERS.jsonl is
// {"prompt": [ids], "answer": [ids], "logprob": natural log of the first token's probability,
// or null without --logprobs, which is slow}, ids without BOS and EOS. `training/measure.py` checks and scores them. Ids and no text,
// because detokenising a whole answer takes away spaces before punctuation.
// node-llama-cpp is sought from the working directory: run this where it is installed.
import { createReadStream, createWriteStream } from 'node:fs'
import { createRequire } from 'node:module'
import { createInterface } from 'node:readline'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    threads: { type: 'string', default: '2' },
    rows: { type: 'string', default: '16' },
    logprobs: { type: 'boolean', default: false },
  },
})
const [modelPath, promptsPath, answersPath] = positionals
const require = createRequire(pathToFileURL(`${process.cwd()}/`))
const { getLlama } = await import(pathToFileURL(require.resolve('node-llama-cpp')).href)

const prompts = []
for await (const line of createInterface({ input: createReadStream(promptsPath) })) {
  if (line) prompts.push(JSON.parse(line).prompt)
}

const threads = Number(values.threads)
const rows = Math.min(Number(values.rows), prompts.length)
const llama = await getLlama({ build: 'never', gpu: false, maxThreads: threads, logLevel: 'error' })
const model = await llama.loadModel({ modelPath })
const context = await model.createContext({
  sequences: rows,
  contextSize: 1024,
  batchSize: 2048,
  threads,
})

/** Answers one prompt on a sequence that was cleared. */
async function answer(sequence, prompt) {
  await sequence.clearHistory()
  const ids = model.tokenize(prompt, true)
  const output = []
  let logprob = null
  const tokens = sequence.evaluateWithMetadata(
    [model.tokens.bos, ...ids],
    { probabilities: values.logprobs },
    { temperature: 0 },
  )
  for await (const { token, probabilities } of tokens) {
    if (values.logprobs && logprob === null) logprob = Math.log(probabilities.get(token))
    if (model.isEogToken(token)) break
    output.push(token)
    // As in Python's decoding: an answer is never more than twice as long as its prompt.
    if (output.length >= Math.min(1024 - ids.length - 1, 2 * (ids.length + 1))) break
  }
  return { prompt: ids, answer: output, logprob }
}

const answers = new Array(prompts.length)
let next = 0
await Promise.all(
  Array.from({ length: rows }, async () => {
    const sequence = context.getSequence()
    while (next < prompts.length) {
      const index = next++
      answers[index] = await answer(sequence, prompts[index])
    }
  }),
)
const out = createWriteStream(answersPath)
for (const each of answers) out.write(`${JSON.stringify(each)}\n`)
await new Promise((resolve) => out.end(resolve))
await llama.dispose()
