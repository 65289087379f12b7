// data-mentions: suggests colleagues in a note, after an @.

import { suggest } from "./parts/combobox.js"

const NAMED = /(?:^|[^\w.@+-])@([\w.@+-]{0,150})$/

for (const field of document.querySelectorAll("textarea[data-mentions]")) {
  const { colleagues } = field.form.dataset
  suggest(field, {
    label: "Colleagues",
    role: false, // a text area is no combobox; its suggestions are told all the same
    asked: () => {
      const found = NAMED.exec(field.value.slice(0, field.selectionStart))
      return found && `${colleagues}?q=${encodeURIComponent(found[1])}`
    },
    taken: (choice) => {
      const before = field.value.slice(0, field.selectionStart).replace(/@[\w.@+-]*$/, `@${choice.value} `)
      const after = field.value.slice(field.selectionStart)
      field.value = before + after
      field.setSelectionRange(before.length, before.length)
      field.dispatchEvent(new Event("input", { bubbles: true }))
    },
  })
}
