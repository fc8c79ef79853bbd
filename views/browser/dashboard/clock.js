/* A clock that runs is shown running. */
;(() => {
  var shown = null
  var since = 0
  setInterval(() => {
    var time = document.querySelector('time[data-now]')
    if (!time || time.dataset.mode === 'frozen') return
    if (time !== shown) since = performance.now()
    shown = time
    var passed = Math.floor((performance.now() - since) / 1000)
    var korean = new Date((Number(time.dataset.now) + passed + 9 * 3600) * 1000)
    time.textContent = korean.toISOString().slice(0, 19).replace('T', ' ')
  }, 1000)
})()
