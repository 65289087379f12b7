// The sentences of a story on its page, wrapped in place with the version that first said each.

/** Ask where the sentences of a story come from. Throws where that is not answered. */
export async function origins(story) {
  const answer = await fetch(`${story.replace(/\/$/, "")}/provenance.json`)
  if (!answer.ok) throw new Error(`${answer.status} for the origins of sentences`)
  return answer.json()
}

/**
 * Wrap every sentence that `wanted` says yes to, and give [sentence, its last wrapping] for each.
 * A text that says something else than the page does is left as it is.
 */
export function wrap(pieces, tag, className, wanted) {
  return pieces.flatMap((piece) => {
    const section = document.getElementById(piece.anchor)
    const places = section ? found(section, piece.sentences) : []
    return places
      .filter(([sentence]) => wanted(sentence))
      .reverse()
      .map(([sentence, stretches]) => [sentence, wrapped(stretches, tag, className, sentence)])
      .reverse()
  })
}

/** Take wrappings away again, and nothing else. */
export function unwrap(wrappings) {
  for (const wrapping of wrappings) {
    const around = wrapping.parentNode
    wrapping.replaceWith(...wrapping.childNodes)
    around?.normalize()
  }
}

/** The blocks of the body itself: what stands around it has a class or is the update's heading. */
function blocks(section) {
  const warned = [...(section.querySelector(":scope > .content-warning")?.children ?? [])].slice(1)
  return [...section.children, ...warned].filter(
    (part) => !part.className && !(part.tagName === "H2" && section.matches(".update")),
  )
}

/** Every character that is not white space, with the text node it stands in and its place there. */
function characters(section) {
  const all = []
  for (const block of blocks(section)) {
    const walk = document.createTreeWalker(block, NodeFilter.SHOW_TEXT)
    while (walk.nextNode()) {
      const node = walk.currentNode
      for (let place = 0; place < node.data.length; place += 1) {
        if (/\S/.test(node.data[place])) all.push({ node, place, sign: node.data[place] })
      }
    }
  }
  return all
}

/** For each sentence its stretches of text; nothing where the page says something else. */
function found(section, sentences) {
  const all = characters(section)
  const flat = all.map(({ sign }) => sign).join("")
  let at = 0
  const places = []
  for (const sentence of sentences) {
    const signs = sentence.text.replace(/\s+/g, "")
    if (!flat.startsWith(signs, at)) return []
    places.push([sentence, stretches(all.slice(at, at + signs.length))])
    at += signs.length
  }
  return at === flat.length ? places : []
}

/** White space at the seams of a sentence belongs to it; before and after it, it does not. */
function stretches(signs) {
  const parts = []
  for (const { node, place } of signs) {
    const last = parts.at(-1)
    if (last?.node === node) {
      last.end = place + 1
    } else {
      if (last) last.end = last.node.data.length
      parts.push({ node, start: last ? 0 : place, end: place + 1 })
    }
  }
  return parts
}

/** From the last to the first, so that places before stay where they are. */
function wrapped(parts, tag, className, sentence) {
  return [...parts].reverse().map(({ node, start, end }) => {
    const text = node.splitText(start)
    text.splitText(end - start)
    const wrapping = document.createElement(tag)
    if (className) wrapping.className = className
    wrapping.dataset.version = sentence.version
    text.replaceWith(wrapping)
    wrapping.append(text)
    return wrapping
  })
}
