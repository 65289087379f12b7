// Beside the time that the newsroom prints stands the reader's own, where the two differ.

const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });

function own(moment) {
  return clock.format(moment).replace(":", "");
}

for (const place of document.querySelectorAll("[data-local-time]")) {
  for (const time of place.querySelectorAll(".update > h2 > time[datetime]")) {
    const moment = new Date(time.dateTime);
    if (Number.isNaN(moment.valueOf()) || time.textContent.startsWith(own(moment))) continue;
    const beside = document.createElement("span");
    beside.className = "local-time";
    beside.lang = "en";
    beside.textContent = ` (${own(moment)} your time)`;
    time.after(beside);
  }
}
