/*
 * A payment window with a script: a popup says that it is open, what is wrong takes the focus, a button that was pressed says that
 * it works, Escape presses the X of a layer, and one box agrees to everything, as Korean windows have it. Everything else works
 * without.
 */
;(() => {
  if (!document.body.classList.contains('popup') || !window.EventSource) return
  new EventSource(location.pathname.split('/').slice(0, 3).join('/') + '/presence')
})()
;(() => {
  var boxes = Array.prototype.slice.call(document.querySelectorAll('.step .check input'))
  if (boxes.length < 2) return
  var row = document.createElement('div')
  var label = document.createElement('label')
  var all = document.createElement('input')
  var words = document.createElement('span')
  var agree = document.querySelector('[data-agree-to-all]')
  row.className = 'field check check-all'
  all.type = 'checkbox'
  words.textContent = agree ? agree.dataset.agreeToAll : '전체 동의'
  label.appendChild(all)
  label.appendChild(words)
  row.appendChild(label)
  boxes[0].closest('.field').before(row)

  var follow = () => {
    all.checked = boxes.every((box) => box.checked)
  }
  all.onchange = () => {
    for (var i = 0; i < boxes.length; i++) boxes[i].checked = all.checked
  }
  for (var i = 0; i < boxes.length; i++) boxes[i].addEventListener('change', follow)
  follow()
})()

/* Browsers do not let a frame of another site take the focus by `autofocus`. */
;(() => {
  var wrong = document.querySelector('.problems')
  if (wrong) wrong.focus()
})()
/* A form goes once. Whoever comes back to the page as it was finds its button as it was. */
;(() => {
  var next = document.querySelector('.next')
  var label = next && next.textContent
  var sent = null

  document.addEventListener('submit', (event) => {
    if (sent === event.target) {
      event.preventDefault()
      return
    }
    sent = event.target
    if (!event.submitter || event.submitter !== next) return
    next.setAttribute('aria-disabled', 'true')
    if (next.dataset.working) next.textContent = next.dataset.working
  })
  window.addEventListener('pageshow', () => {
    sent = null
    if (!next) return
    next.removeAttribute('aria-disabled')
    next.textContent = label
  })
})()
;(() => {
  var x = document.querySelector('.x')
  if (!x || !document.body.classList.contains('layer')) return
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && !event.isComposing && !event.defaultPrevented) x.click()
  })
})()
