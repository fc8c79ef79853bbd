/* A choice in a filter takes effect at once; without this script its button does it. */
;(() => {
  document.addEventListener('change', (event) => {
    var field = event.target
    if (field.matches('form[data-filter] select, form[data-filter] input[type=date]'))
      field.form.requestSubmit()
  })
})()
