/*
 * A mistake of a text leads to its line: the cursor goes there. Without this script the link leads to the box, and the line's
 * number stands beside it.
 */
;(() => {
  document.addEventListener('click', (event) => {
    var link = event.target.closest('[data-line]')
    if (!link) return
    var box = document.getElementById(link.getAttribute('href').slice(1))
    if (!box) return
    event.preventDefault()
    var lines = box.value.split('\n')
    var row = Math.min(Number(link.dataset.line), lines.length) - 1
    var start = lines.slice(0, row).join('\n').length + (row > 0 ? 1 : 0)
    box.focus()
    box.setSelectionRange(start, start + lines[row].length)
    box.scrollTop = Math.max(0, row - 3) * parseFloat(getComputedStyle(box).lineHeight)
  })
})()
