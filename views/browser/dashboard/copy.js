/* Buttons that copy: what stands before them, or what stands in the element that they name. */
;(() => {
  if (!navigator.clipboard) return
  show(document)
  document.addEventListener('fresh', (event) => show(event.detail))
  document.addEventListener('click', (event) => {
    var button = event.target.closest('[data-copy]')
    if (!button) return
    var from = button.dataset.copy
      ? document.getElementById(button.dataset.copy)
      : button.previousElementSibling
    navigator.clipboard.writeText(from.textContent).then(() => {
      var word = button.textContent
      if (button.classList.contains('copied')) return
      button.classList.add('copied')
      button.textContent = button.dataset.done
      setTimeout(() => {
        button.textContent = word
        button.classList.remove('copied')
      }, 1200)
    })
  })

  function show(part) {
    part.querySelectorAll('[data-copy]').forEach((button) => {
      button.hidden = false
    })
  }
})()
