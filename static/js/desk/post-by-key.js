// data-post-by-key: Ctrl or Cmd with Enter presses the form's first button.

document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return
  const form = event.target.closest?.("form[data-post-by-key]")
  const button = form?.querySelector(".form-buttons button[type=submit]")
  if (!button) return
  event.preventDefault()
  event.stopPropagation()
  form.requestSubmit(button)
}, { capture: true })
