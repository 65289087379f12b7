// data-prose: turns a text area into the editor. Its schema is the one the server's sanitiser
// keeps (incidents/text/sanitise.py); a test holds the two together.

import {
  Blockquote, Bold, BulletList, Document, Editor, HardBreak, Heading, History, Italic, Link,
  ListItem, Menu, Node, OrderedList, Paragraph, Text, createMenuFromGroups,
  initializeEditors, materialMenuButton, mergeAttributes, updateAttrsDialog,
} from "django-prose-editor/editor"

import { reachByKey } from "./desk/parts/toolbar.js"
import { contentOf, found, selectionOf } from "./typed-before.js"

const NAME = "prose"
const SCHEMES = /^(https?:\/\/[^/?#]|mailto:.)/i

const Quotation = Blockquote.extend({ content: "(paragraph | bulletList | orderedList)+ attribution?" })

// Who is quoted: the last line of a quotation.
const Attribution = Node.create({
  name: "attribution",
  content: "inline*",
  defining: true,
  parseHTML: () => [{ tag: "blockquote footer" }],
  renderHTML: ({ HTMLAttributes }) => ["footer", mergeAttributes(HTMLAttributes), 0],
  addCommands() {
    return {
      toggleAttribution: () => ({ commands }) =>
        commands.toggleNode(this.name, "paragraph"),
    }
  },
  addMenuItems({ menu }) {
    menu.defineItem({
      name: "attribution",
      groups: "quotations",
      button: materialMenuButton("record_voice_over", "who is quoted (last line of a quotation)"),
      command: (editor) => editor.chain().focus().toggleAttribution().run(),
      enabled: (editor) => editor.isActive("blockquote"),
      hidden: (editor) => !editor.isActive("blockquote"),
      active: (editor) => editor.isActive("attribution"),
    })
  },
})

const Address = Link.extend({
  addAttributes: () => ({ href: { default: null } }),
  addCommands() {
    return {
      ...this.parent?.(),
      addLink: () => ({ editor }) => {
        askForAddress(editor)
        return true
      },
    }
  },
}).configure({
  enableTarget: false,
  autolink: false,
  linkOnPaste: true,
  protocols: ["http", "https", "mailto"],
  isAllowedUri: (address) => SCHEMES.test(address),
})

async function askForAddress(editor) {
  const ask = updateAttrsDialog(
    { href: { title: "Web address", format: "url", required: true } },
    { title: "Link", submitText: "Set the link" },
  )
  const given = await ask(editor, editor.getAttributes("link"))
  if (given?.href && SCHEMES.test(given.href)) {
    editor.chain().focus().extendMarkRange("link").setMark("link", { href: given.href }).run()
  }
}

const PlainOrderedList = OrderedList.extend({ addAttributes: () => ({}), addNodeView: null })
  .configure({ enableListAttributes: false })

const groups = [
  { group: "headings" }, { group: "marks" }, { group: "link" }, { group: "lists" },
  { group: "quotations" }, { group: "history" },
]

export const extensions = [
  Document, Text, HardBreak, History, Bold, Italic, Address, Attribution, BulletList,
  Paragraph,
  PlainOrderedList,
  ListItem.extend({ content: "paragraph (bulletList | orderedList)*" }),
  Heading.configure({ levels: [2, 3] }),
  Quotation.extend({
    addMenuItems({ menu }) {
      menu.defineItem({
        name: "quotation",
        groups: "quotations",
        button: materialMenuButton("format_quote", "quotation"),
        command: (editor) => editor.chain().focus().toggleBlockquote().run(),
        enabled: (editor) => editor.can().toggleBlockquote(),
        active: (editor) => editor.isActive("blockquote"),
      })
    },
  }),
  Menu.configure({ items: createMenuFromGroups(groups) }),
]

// The schema has neither, and the policy blocks both: this only keeps the browser from saying so.
function withoutStylesAndHandlers(html) {
  return html.replace(/\s(?:style|on\w+)=("[^"]*"|'[^']*')/gi, "")
}

function isEmpty(html) {
  return /^<(\w+)><\/\1>$/.test(html)
}

function attributesOf(textarea) {
  const attributes = { role: "textbox", "aria-multiline": "true", class: "prose-text" }
  const label = textarea.labels?.[0]
  if (label) attributes["aria-label"] = label.textContent.trim().replace(/:$/, "")
  for (const name of ["aria-describedby", "aria-invalid"]) {
    if (textarea.hasAttribute(name)) attributes[name] = textarea.getAttribute(name)
  }
  return attributes
}

// Below the paragraph, list or quotation in which the cursor stands; in place of an empty one.
function insertBelow(editor, html) {
  const { $to } = editor.state.selection
  const at = $to.depth ? $to.after(1) : editor.state.doc.content.size
  const isEmpty = $to.depth === 1 && $to.parent.content.size === 0
  editor.chain().focus().insertContentAt(isEmpty ? { from: $to.before(1), to: at } : at, html).run()
}

function keep(editor, textarea) {
  const html = editor.getHTML()
  textarea.value = isEmpty(html) ? "" : html
  textarea.dispatchEvent(new Event("input", { bubbles: true }))
}

function create(textarea) {
  if (textarea.closest(".prose-editor")) return
  const before = found(textarea)
  const element = document.createElement("div")
  element.className = "prose-editor"
  textarea.before(element)
  element.append(textarea)
  const editor = new Editor({
    element,
    extensions,
    injectCSS: false,
    editable: !textarea.disabled,
    ...contentOf(before),
    editorProps: { attributes: attributesOf(textarea), transformPastedHTML: withoutStylesAndHandlers },
    onUpdate: ({ editor }) => keep(editor, textarea),
  })
  editor.on("create", () => reachByKey(element, editor.view.dom))
  if (before.inUse) {
    editor.commands.setTextSelection(selectionOf(before, editor))
    editor.view.focus() // at once: the editor's own command waits for the next picture
  }
  if (before.isTyped) keep(editor, textarea)
  textarea.addEventListener("prose:insert", ({ detail }) => insertBelow(editor, detail))
  for (const label of textarea.labels ?? []) {
    label.addEventListener("click", () => editor.commands.focus())
  }
}

initializeEditors(create, `[data-${NAME}]`)
