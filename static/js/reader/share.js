// Copies the link that stands before a button, hands it to the device's own sharing, or prints.
// Without it the buttons do not show, and the link is a link.

const root = document.documentElement
root.dataset.shares = navigator.share ? "send" : "copy"

function tell(button, words) {
  button.dataset.label ??= button.textContent
  button.textContent = words
  clearTimeout(button.back)
  button.back = setTimeout(() => (button.textContent = button.dataset.label), 2500)
  const said = document.querySelector("[data-share-said]")
  if (said) said.textContent = words
}

async function copy(button, link) {
  try {
    await navigator.clipboard.writeText(link)
    tell(button, button.dataset.done)
  } catch {
    tell(button, button.dataset.failed)
  }
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-share]")
  if (!button) return
  const link = button.parentElement.querySelector("a").href
  if (button.dataset.share === "print") print()
  else if (button.dataset.share === "copy") copy(button, link)
  else navigator.share({ title: document.title, url: link }).catch(() => {})
})
