// Passkeys: a form with data-passkey asks the browser for one before it is sent.
// "sign-in" fetches what to ask for, "use" and "make" find it in the page.

const KEYS = ["challenge", "id"]

function bytes(text) {
  const plain = atob(text.replace(/-/g, "+").replace(/_/g, "/"))
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0))
}

function text(buffer) {
  const plain = String.fromCharCode(...new Uint8Array(buffer))
  return btoa(plain).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "")
}

// Everything that the server writes as base64url under these names is bytes for the browser.
function asked(value, name = "") {
  if (Array.isArray(value)) return value.map((item) => asked(item))
  if (value && typeof value === "object") {
    return Object.fromEntries(Object.entries(value).map(([key, held]) => [key, asked(held, key)]))
  }
  return KEYS.includes(name) && typeof value === "string" ? bytes(value) : value
}

function options(publicKey) {
  const { rp, ...others } = publicKey
  return { ...asked(others), ...(rp ? { rp } : {}) }
}

function answered(credential) {
  const { response } = credential
  const said = { clientDataJSON: text(response.clientDataJSON) }
  for (const name of ["attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (response[name]) said[name] = text(response[name])
  }
  if (response.getTransports) said.transports = response.getTransports()
  return {
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment,
    clientExtensionResults: credential.getClientExtensionResults(),
    response: said,
  }
}

async function what(form) {
  if (form.dataset.passkey !== "sign-in") {
    return JSON.parse(document.getElementById("passkey-options").textContent)
  }
  const found = await fetch(form.action, { headers: { Accept: "application/json" } })
  if (!found.ok) throw new Error("The server does not answer.")
  return found.json()
}

async function credential(form) {
  const { creation_options: making, request_options: using } = await what(form)
  if (!making) return navigator.credentials.get({ publicKey: options(using.publicKey) })
  const publicKey = options(making.publicKey)
  publicKey.authenticatorSelection = {
    ...publicKey.authenticatorSelection,
    residentKey: "required",
    requireResidentKey: true,
    userVerification: "required",
  }
  return navigator.credentials.create({ publicKey })
}

async function send(event) {
  event.preventDefault()
  const form = event.target
  const wrong = form.querySelector("[data-passkey-wrong]")
  wrong.hidden = true
  try {
    form.elements.credential.value = JSON.stringify(answered(await credential(form)))
    form.submit()
  } catch (error) {
    wrong.textContent =
      error.name === "NotAllowedError" || error.name === "AbortError"
        ? "No passkey was given. Try again, or sign in another way."
        : `That did not work: ${error.message}`
    wrong.hidden = false
  }
}

// Browsers refuse passkeys on bare addresses such as 127.0.0.1.
const named = !/^[\d.]+$|^\[/.test(location.hostname)

if (window.PublicKeyCredential && window.isSecureContext && named) {
  for (const form of document.querySelectorAll("form[data-passkey]")) {
    form.hidden = false
    form.addEventListener("submit", send)
  }
  for (const words of document.querySelectorAll("[data-passkey-missing]")) words.hidden = true
}
