// What somebody has written in a plain text area before the editor takes its place, and where the
// caret stands in it: neither may be lost.

import { createDocument } from "django-prose-editor/editor"

const TAG = /<\/?(?:p|h[1-6]|ul|ol|li|blockquote|footer|div|a|strong|em|b|i|br)\b[^<>]*>/i
const CUT = /<[^<>]*$|&\w*$/
const BETWEEN_BLOCKS = /\n\s*$/
const EXACTLY = { preserveWhitespace: true }

/** What stands in a text area, asked before it is moved, which takes the focus from it. */
export function found(textarea) {
  const { value, defaultValue, selectionStart, selectionEnd } = textarea
  const active = document.activeElement ?? document.body
  return {
    value,
    isTyped: value !== defaultValue,
    inUse: active === textarea || (textarea.autofocus && active === document.body),
    selected: [selectionStart, selectionEnd],
  }
}

/** The text as the editor takes it; a space at its end, before the next word, is kept. */
export function contentOf({ value, isTyped }) {
  const content = TAG.test(value) ? value : paragraphs(value)
  return { content, parseOptions: isTyped ? EXACTLY : {} }
}

/** The same places in the editor's document; its end where nobody has been yet. */
export function selectionOf({ value, isTyped, selected }, editor) {
  const end = editor.state.doc.content.size
  if (!isTyped && selected[1] === 0) return { from: end, to: end }
  const [from, to] = selected.map((length) => placeOf(length, value, editor.schema))
  return { from: Math.min(from, end), to: Math.min(to, end) }
}

// Where one more character would stand if the text ended there.
function placeOf(length, value, schema) {
  const before = value.slice(0, length)
  const html = TAG.test(value)
    ? `${before.replace(CUT, "").replace(BETWEEN_BLOCKS, "")}x`
    : paragraphs(`${before}x`)
  let place = 0
  createDocument(html, schema, EXACTLY).descendants((node, position) => {
    if (node.isText) place = position + node.nodeSize - 1
  })
  return place
}

// The server reads text without tags in the same way: blank lines part paragraphs.
function paragraphs(text) {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .split(/\n{2,}/)
    .map((lines) => `<p>${lines.replaceAll("\n", "<br>")}</p>`)
    .join("")
}
