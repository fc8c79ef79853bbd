/*
 * Whoever presses a button in the middle of a long page stays there: the page that comes back is scrolled to where it was, and
 * what it says stands at the edge of the window for a while. Without this script the page comes back at its top.
 */
;(() => {
  var key = 'iamport-sandbox-stay'
  var page = document.body.dataset.self
  var left = null
  try {
    left = JSON.parse(sessionStorage.getItem(key))
    sessionStorage.removeItem(key)
  } catch {
    return
  }
  var message = document.getElementById('message')
  if (left && left.page === page && message && !location.hash && left.top > message.offsetTop) {
    scrollTo(0, left.top)
    message.classList.add('near')
    setTimeout(() => message.classList.remove('near'), 6000)
  }
  document.addEventListener('submit', (event) => {
    if (event.target.method !== 'post') return
    sessionStorage.setItem(key, JSON.stringify({ page: page, top: scrollY }))
  })
})()
