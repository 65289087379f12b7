// Takes a picture that is dropped, pasted or chosen (data-drop: where to send it), sends it at once
// and shows how far it is. Without this script the form sends the file itself.

const IMAGE = /^image\//

function setUp(drop) {
  const file = drop.querySelector('input[type="file"]')
  const form = drop.closest("form")
  const kept = document.getElementById(drop.dataset.dropKept)
  const picture = drop.querySelector("[data-drop-picture]")
  const progress = drop.querySelector("[data-drop-progress]")
  const said = drop.querySelector("[data-drop-said]")
  const token = form.querySelector('[name="csrfmiddlewaretoken"]').value

  function say(words, wrong = false) {
    said.textContent = words
    said.classList.toggle("drop-said--wrong", wrong)
  }

  function done(request) {
    progress.hidden = true
    let answer = {}
    try {
      answer = JSON.parse(request.responseText)
    } catch {
      // not one of ours: the words below say what to do
    }
    if (request.status !== 201) {
      say(answer.problem || "It could not be sent. Choose it again, or send the form with it.", true)
      return
    }
    kept.value = answer.kept
    picture.src = answer.thumbnail
    picture.hidden = false
    file.value = ""
    say(`The picture is here, ${answer.size} pixels. Now describe it.`)
    form.querySelector('[name$="-alt"]')?.focus()
  }

  function send(chosen) {
    if (!chosen) return
    if (!IMAGE.test(chosen.type)) {
      say("This is no picture. Choose a JPEG, PNG, WebP, GIF or AVIF file.", true)
      return
    }
    const request = new XMLHttpRequest()
    const body = new FormData()
    body.append("file", chosen, chosen.name || "pasted")
    body.append("csrfmiddlewaretoken", token)
    progress.hidden = false
    progress.value = 0
    say("Sending the picture …")
    request.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable) progress.value = (event.loaded / event.total) * 100
    })
    request.addEventListener("load", () => done(request))
    request.addEventListener("error", () => done(request))
    request.open("POST", drop.dataset.drop)
    request.send(body)
  }

  if (!kept.value) say("Drop a picture here, paste one, or choose a file.")
  file.addEventListener("change", () => send(file.files[0]))
  drop.addEventListener("dragover", (event) => {
    event.preventDefault()
    drop.classList.add("drop--over")
  })
  drop.addEventListener("dragleave", () => drop.classList.remove("drop--over"))
  drop.addEventListener("drop", (event) => {
    event.preventDefault()
    drop.classList.remove("drop--over")
    send(event.dataTransfer.files[0])
  })
  return send
}

const senders = [...document.querySelectorAll("[data-drop]")].map((drop) => [drop, setUp(drop)])

document.addEventListener("paste", (event) => {
  const image = [...event.clipboardData.files].find((file) => IMAGE.test(file.type))
  const [, send] = senders.find(([drop]) => drop.offsetParent !== null) ?? []
  if (image && send) {
    event.preventDefault()
    send(image)
  }
})

// A file that a page anywhere else is dropped on would be opened by the browser, and the form lost.
for (const name of ["dragover", "drop"]) {
  document.addEventListener(name, (event) => event.preventDefault())
}
