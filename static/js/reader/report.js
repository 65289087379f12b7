// Takes the sentence that a reader marked, or last pressed on, along to the form for errors. On a
// story: links with data-report. On the form: data-report-form. The sentence travels behind the # of
// the address, which no server ever sees: without script the field is filled in by hand.

const LONGEST = 1000
const KEY = "sentence"
const NO_SENTENCE = "a, button, summary, .mark, .correction-note"

function shortened(text) {
  return text.replace(/\s+/gu, " ").trim().slice(0, LONGEST)
}

/** The part of the page that a link is about: the text of its update, or the initial report. */
function partOf(link) {
  const id = link.dataset.report === "lead" ? "initial-report" : link.dataset.report
  return document.getElementById(id)
}

function caretAt(event) {
  if (document.caretPositionFromPoint) {
    const caret = document.caretPositionFromPoint(event.clientX, event.clientY)
    return caret && { node: caret.offsetNode, offset: caret.offset }
  }
  const range = document.caretRangeFromPoint?.(event.clientX, event.clientY)
  return range && { node: range.startContainer, offset: range.startOffset }
}

/** The sentence of a paragraph in which a place stands. */
function sentenceAt({ node, offset }) {
  const block = node.parentElement?.closest("p, li, h2, h3, h4, blockquote, figcaption")
  if (!block || !Intl.Segmenter) {
    return ""
  }
  const before = document.createRange()
  before.setStart(block, 0)
  before.setEnd(node, offset)
  const language = block.closest("[lang]")?.lang || "en"
  const sentences = new Intl.Segmenter(language, { granularity: "sentence" })
  return sentences.segment(block.textContent).containing(before.toString().length)?.segment ?? ""
}

function selectedIn(part) {
  const selection = document.getSelection()
  const inside = selection?.rangeCount && part.contains(selection.getRangeAt(0).commonAncestorContainer)
  return inside ? shortened(selection.toString()) : ""
}

let pressed = { part: null, sentence: "" }

function press(event) {
  const part = event.target.closest?.("section[id]")
  const caret = part && !event.target.closest(NO_SENTENCE) && caretAt(event)
  if (caret && caret.node.nodeType === Node.TEXT_NODE) {
    pressed = { part, sentence: shortened(sentenceAt(caret)) }
  }
}

/** Before the press takes the selection away; parts of the page may be replaced at any time. */
function take(event) {
  const link = event.target.closest?.("a[data-report]")
  const part = link && partOf(link)
  const sentence = part && (selectedIn(part) || (pressed.part === part ? pressed.sentence : ""))
  if (link) {
    link.hash = sentence ? `${KEY}=${encodeURIComponent(sentence)}` : ""
  }
}

function fill(form) {
  const given = new URLSearchParams(location.hash.slice(1)).get(KEY)
  const field = form.querySelector("[data-reported-sentence]")
  if (given && field && !field.value) {
    field.value = shortened(given)
  }
  if (given) {
    history.replaceState(history.state, "", location.pathname + location.search)
  }
}

document.addEventListener("click", press)
document.addEventListener("pointerdown", take)
document.addEventListener("keydown", take)
document.querySelectorAll("form[data-report-form]").forEach(fill)
