// Reads the stream of a story. By hand and not with EventSource, which tells a page neither why it
// was refused nor that the line has gone silent.

const FIRST_WORD = 10_000 // milliseconds
const SILENCE = 40_000 // the server says something every 15 seconds

/** The server gives no stream now; `after` is in how many seconds it may, where it says so. */
export class Refused extends Error {
  constructor(answer) {
    super(`No stream: ${answer.status}`)
    this.after = Number(answer.headers.get("Retry-After")) || 0
  }
}

/**
 * Hear what comes from an address until it ends: `hear(name, data)`, without data for a mere sign of
 * life. Throws Refused, or whatever broke the line; `stop` is the AbortController that ends it.
 */
export async function listen(address, stop, hear) {
  let timer
  const within = (time) => {
    clearTimeout(timer)
    timer = setTimeout(() => stop.abort(), time)
  }
  within(FIRST_WORD)
  try {
    const headers = { Accept: "text/event-stream" }
    const answer = await fetch(address, { headers, cache: "no-store", signal: stop.signal })
    const type = answer.headers.get("Content-Type") ?? ""
    if (!answer.ok || !type.startsWith("text/event-stream")) throw new Refused(answer)
    await read(answer.body.getReader(), () => within(SILENCE), hear)
  } finally {
    clearTimeout(timer)
    stop.abort()
  }
}

async function read(reader, alive, hear) {
  const decoder = new TextDecoder()
  let rest = ""
  for (;;) {
    const { value, done } = await reader.read()
    if (done) return
    alive()
    const events = (rest + decoder.decode(value, { stream: true })).split(/\r?\n\r?\n/)
    rest = events.pop()
    for (const event of events) await hear(...parsed(event))
  }
}

function parsed(event) {
  const fields = { event: "", data: "" }
  for (const line of event.split(/\r?\n/)) {
    const [, name, value] = line.match(/^(\w+): ?(.*)$/) ?? []
    if (name) fields[name] = name === "data" ? fields.data + value : value
  }
  return [fields.event, fields.data && JSON.parse(fields.data)]
}
