// Computes the hash of a version again, in the reader's own browser, from the proof of it.

const encoder = new TextEncoder()

function hex(bytes) {
  return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("")
}

function unhex(text) {
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
}

async function sha256(salt, text) {
  const said = encoder.encode(text)
  const bytes = new Uint8Array(salt.length + said.length)
  bytes.set(salt)
  bytes.set(said, salt.length)
  return hex(await crypto.subtle.digest("SHA-256", bytes))
}

async function pieceFits(piece, listed) {
  const hashes = piece.html_hash ? [piece.hash, piece.html_hash] : [piece.hash]
  if (listed === undefined || listed.join() !== hashes.join()) return false
  if (piece.salt === null) return true
  const salt = unhex(piece.salt)
  if ((await sha256(salt, piece.canonical)) !== piece.hash) return false
  return !piece.html_hash || (await sha256(salt, piece.html)) === piece.html_hash
}

async function fits(proof, hash) {
  if (proof.hash !== hash || (await sha256(new Uint8Array(), proof.facts)) !== hash) return false
  const facts = JSON.parse(proof.facts)
  if (facts.previous !== (proof.previous_hash ?? "") || facts.number !== proof.version) return false
  if (facts.pieces.length !== proof.pieces.length) return false
  const listed = new Map(facts.pieces.map(([key, ...hashes]) => [key, hashes]))
  const checks = proof.pieces.map((piece) => pieceFits(piece, listed.get(piece.piece)))
  return (await Promise.all(checks)).every(Boolean)
}

function answer(link) {
  let place = link.parentElement.querySelector(".verified")
  if (!place) {
    place = document.createElement("span")
    place.className = "verified"
    place.setAttribute("role", "status")
    link.after(" ", place)
  }
  return place
}

async function verify(event) {
  const words = event.currentTarget.dataset
  const link = event.target.closest("a[data-verify]")
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return
  event.preventDefault()
  const place = answer(link)
  delete place.dataset.fits
  place.textContent = words.computing
  try {
    const response = await fetch(link.href.replace(/\/(?:[?#].*)?$/, ".json"))
    if (!response.ok) throw new Error(`${response.status}`)
    const good = await fits(await response.json(), link.dataset.verify)
    place.dataset.fits = String(good)
    place.textContent = good ? words.good : words.bad
  } catch {
    place.textContent = words.unknown
  }
}

// Browsers compute hashes on secure pages only; elsewhere the link leads to the proof.
if (globalThis.crypto?.subtle) {
  for (const part of document.querySelectorAll("[data-verify-hashes]")) {
    for (const link of part.querySelectorAll("a[data-verify][hidden]")) link.hidden = false
    part.addEventListener("click", verify)
  }
}
