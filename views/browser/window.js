/*
 * A payment window with a script: a popup says that it is open, and one box agrees to everything, as Korean windows have
 * it. Everything else works without.
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
