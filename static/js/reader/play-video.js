// Puts the player of a video (data-video: its provider) in the place of the link to it, once a
// reader asks for it: before that, nobody but this site is asked for anything.

const PLAYERS = {
  youtube: (name) => `https://www.youtube-nocookie.com/embed/${name}?autoplay=1`,
  vimeo: (name) => `https://player.vimeo.com/video/${name}?autoplay=1&dnt=1`,
}

function frame(link, address) {
  const player = document.createElement("iframe")
  player.src = address
  player.title = link.textContent.trim()
  player.allow = "autoplay; fullscreen; picture-in-picture"
  player.allowFullscreen = true
  player.referrerPolicy = "strict-origin-when-cross-origin"
  return player
}

function film(address) {
  const player = document.createElement("video")
  player.src = address
  player.controls = true
  player.autoplay = true
  return player
}

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[data-video]")
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return
  const { video, videoId } = link.dataset
  const address = PLAYERS[video]?.(encodeURIComponent(videoId))
  if (!address && video !== "file") return
  event.preventDefault()
  const player = address ? frame(link, address) : film(link.href)
  player.className = "video-player"
  link.replaceWith(player)
  player.focus()
})
