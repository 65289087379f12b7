// The first changed sentences of a version are fetched into its row, from the page its link leads to.

async function fetched(link, row) {
  const response = await fetch(link.href)
  if (!response.ok) throw new Error(`${response.status}`)
  const page = new DOMParser().parseFromString(await response.text(), "text/html")
  const excerpts = page.getElementById(row.id)?.querySelector(".history-excerpts")
  if (!excerpts) throw new Error("Nothing was opened")
  return document.importNode(excerpts, true)
}

function show(link, excerpts, open) {
  const words = link.closest("[data-open-changes]").dataset
  excerpts.hidden = !open
  link.setAttribute("aria-expanded", String(open))
  // The version that follows is read out and stays: else all links of the list have one name.
  link.querySelector(".history-open-words").textContent = open ? words.hide : words.show
}

async function toggle(event) {
  const link = event.target.closest("a.history-open")
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return
  event.preventDefault()
  const row = link.closest(".history-row")
  const there = row.querySelector(".history-excerpts")
  if (there) return show(link, there, there.hidden)
  if (link.hasAttribute("aria-busy")) return
  link.setAttribute("aria-busy", "true")
  try {
    const excerpts = await fetched(link, row)
    row.querySelector(".history-body").append(excerpts)
    show(link, excerpts, true)
  } catch {
    window.location.assign(link.href)
  } finally {
    link.removeAttribute("aria-busy")
  }
}

for (const list of document.querySelectorAll("[data-open-changes]")) {
  for (const link of list.querySelectorAll("a.history-open:not([aria-expanded])")) {
    link.setAttribute("aria-expanded", "false")
  }
  list.addEventListener("click", toggle)
}
