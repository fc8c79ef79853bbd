/* Hidden frames, one for each PG contract of the merchant, and which one a request goes to. */
sdk.frames = (() => {
  var NO_CODE =
    '가맹점 식별코드(imp로 시작하는 값)가 비어 있습니다. 상점 설정에서 값을 읽지 못한 것은 아닌지 확인하세요.'
  var frames = []
  /** Whether any PG may be asked for: the merchant has configured none. Not before its list is known. */
  var takes_any_pg = false
  var is_listed = false
  /** What a channelKey of v1 stands for, as `{PG}.{MID}`. */
  var channels = {}
  /** The window that stands in place of a frame: {frame, element}. */
  var filled = null
  /** How often IMP.init was called: the PG list of an earlier call comes too late. */
  var builds = 0

  /** Starts over: asks for the PG list and loads a frame for each PG in it. The first one is the default. */
  function build() {
    var build_no = ++builds
    frames = []
    is_listed = takes_any_pg = false
    sdk.dialog.build()
    if (sdk.does.single_frame) {
      is_listed = true
      add(null, null, 'payment', true)
      return
    }
    list((entries, sandbox) => {
      if (build_no !== builds) return
      is_listed = true
      takes_any_pg = Boolean(sandbox.any_pg)
      channels = sandbox.channels || {}
      if (entries.length === 0) add(null, null, 'payment', true)
      for (var i = 0; i < entries.length; i++) {
        var entry = entries[i]
        /** With any PG to ask for, frames of verifications come when they are needed. */
        if (takes_any_pg && entry.type === 'certification') continue
        add(entry.pg_provider, entry.pg_id, entry.type, frames.length === 0)
      }
      sdk.requests.unpark(null)
    })
  }

  function tierQuery(start) {
    return sdk.tier_code ? start + 'tier=' + encodeURIComponent(sdk.tier_code) : ''
  }

  function list(done) {
    if (!sdk.user_code) {
      sdk.page.note('warn', 'IMP.init(' + JSON.stringify(sdk.user_code) + '): ' + NO_CODE)
      done([], { any_pg: true })
      return
    }
    var call = new XMLHttpRequest()
    call.open('GET', sdk.config.origin + '/users/pg/' + encodeURIComponent(sdk.user_code) + tierQuery('?'))
    call.onload = () => {
      var reply = {}
      try {
        reply = JSON.parse(call.responseText)
      } catch (error) {
        sdk.page.note('error', 'the PG list could not be read: ' + error.message)
      }
      if (reply.code !== 0)
        sdk.page.note('warn', 'IMP.init(' + sdk.user_code + '): ' + (reply.msg || reply.message))
      done(reply.data || [], reply.sandbox || {})
    }
    call.onerror = () => {
      sdk.page.note('error', sdk.page.whyAway())
      done([], { any_pg: true })
    }
    call.send()
  }

  function add(provider, mid, type, is_default) {
    var element = document.createElement('iframe')
    var path = (type === 'certification' ? '/certificates' : '/payments') + '/ready/'
    path += encodeURIComponent(sdk.user_code)
    if (provider) path += '/' + encodeURIComponent(provider)
    if (provider && mid) path += '/' + encodeURIComponent(mid)
    var frame = {
      element: element,
      provider: provider,
      mid: mid,
      type: type,
      is_default: is_default,
      is_loaded: false,
    }
    /** The hash tells the frame that this script listens: a load event alone gets lost while a popup opens. */
    frame.src = sdk.config.origin + path + tierQuery('?') + '#sandbox'
    element.className = 'imp-frame imp-frame-' + sdk.page.device() + ' ' + nameOf(frame)
    element.title = type === 'certification' ? '본인인증창' : '결제창'
    element.setAttribute('allow', 'payment')
    element.onload = () => loaded(frame)
    element.src = frame.src
    sdk.dialog.element().appendChild(element)
    frames.push(frame)
    return frame
  }

  function loaded(frame) {
    if (frame.is_loaded) return
    frame.is_loaded = true
    sdk.requests.unpark(frame)
  }

  /** A frame says by itself that it is there. */
  function heard(source) {
    for (var i = 0; i < frames.length; i++) {
      if (frames[i].element.contentWindow === source) loaded(frames[i])
    }
  }

  function nameOf(frame) {
    if (!frame.provider) return 'imp-frame-default'
    var name = 'imp-frame-' + frame.provider + (frame.type === 'certification' ? '-certification' : '')
    return frame.is_default ? 'imp-frame-default ' + name : name
  }

  /** `{PG}.{MID}` of what the page asked for, in the words of its version. */
  function wanted(param) {
    if (sdk.does.channel_key && param.channelKey && channels[param.channelKey])
      return channels[param.channelKey]
    return sdk.does.pg ? String(param.pg || '') : ''
  }

  /**
   * The exact PG and shop id, else the default when it is of that PG, else any of that PG, else the default, else any of
   * that type. Null while the list is not known; false when the merchant has none of that type.
   */
  function choose(param, type) {
    if (!is_listed) return null
    var parts = wanted(param).split('.')
    var provider = sdk.does.pg_mid ? parts[0] : parts.join('.')
    var mid = sdk.does.pg_mid ? parts.slice(1).join('.') : ''
    var fitting = frames.filter((frame) => frame.type === type)
    var same = fitting.filter((frame) => frame.provider === provider)
    var exact = same.filter((frame) => frame.mid === mid)
    var fallback = fitting.filter((frame) => frame.is_default)
    if (exact[0]) return exact[0]
    if (sdk.does.default_first && !mid && fallback[0] && fallback[0].provider === provider) return fallback[0]
    var rules = rulesOf(type)
    if (takes_any_pg && rules[provider] && (mid || !same[0])) {
      /** Whatever opens no layer needs no frame of its own: any frame can ask for it. */
      if (fitting[0] && sdk.popups.ruleFor(provider, type, param).kind !== 'layer')
        return fallback[0] || fitting[0]
      return add(provider, mid || null, type, false)
    }
    if (takes_any_pg && type === 'certification' && !fitting[0])
      return add(Object.keys(rules)[0], null, type, false)
    return same[0] || fallback[0] || fitting[0] || false
  }

  function rulesOf(type) {
    return type === 'certification' ? sdk.config.certifications : sdk.config.pgs
  }

  /** The PG that a request through this frame is for. */
  function providerOf(frame, param, type) {
    var provider = wanted(param).split('.')[0]
    return takes_any_pg && rulesOf(type)[provider] ? provider : frame.provider
  }

  function activate(frame, layer, device) {
    deactivate()
    frame.element.classList.add('imp-frame-active')
    if (sdk.does.wrapper) frame.element.id = 'imp-iframe'
    size(frame.element.style, layer, device)
  }

  /** A layer with a size of its own stands in the middle; the others fill the page. */
  function size(style, layer, device) {
    if (!layer.width || layer.kind !== 'layer' || device === 'mobile') {
      style.cssText = ''
      return
    }
    style.width = layer.width + 'px'
    style.height = layer.height + 'px'
    style.maxWidth = '100%'
    style.maxHeight = '100%'
    style.left = 'calc(50% - ' + layer.width / 2 + 'px)'
    style.top = 'max(0px, calc(50% - ' + layer.height / 2 + 'px))'
    style.background = '#fff'
  }

  /**
   * The window of a PG's page that fills the frame stands in #imp-iframe itself, and the frame that asked for it waits behind
   * it: so do recorded tests of shops find its buttons.
   */
  function fill(frame, layer) {
    var shown = frame.element.cloneNode(false)
    empty()
    shown.name = layer.name
    shown.src = layer.url
    frame.element.classList.remove('imp-frame-active')
    frame.element.removeAttribute('id')
    filled = { frame: frame, element: shown }
    shown.onload = () => {
      if (document.activeElement !== shown) shown.focus()
    }
    sdk.dialog.element().appendChild(shown)
  }

  /** The window goes before the shop is told: a frame that navigates can close an alert() of the shop. */
  function empty() {
    var shown = filled && filled.element
    filled = null
    if (shown && shown.parentNode) shown.parentNode.removeChild(shown)
  }

  function isShown(frame) {
    return frame.element.classList.contains('imp-frame-active') || (filled !== null && filled.frame === frame)
  }

  function deactivate() {
    empty()
    for (var i = 0; i < frames.length; i++) {
      frames[i].element.classList.remove('imp-frame-active')
      frames[i].element.removeAttribute('id')
    }
  }

  /** Drops what the frames show. */
  function reload() {
    for (var i = 0; i < frames.length; i++) load(frames[i])
  }

  function load(frame) {
    var next = frame.element.cloneNode(false)
    frame.is_loaded = false
    next.onload = () => loaded(frame)
    frame.element.parentNode.replaceChild(next, frame.element)
    frame.element = next
  }

  return {
    build: build,
    choose: choose,
    heard: heard,
    rulesOf: rulesOf,
    providerOf: providerOf,
    activate: activate,
    deactivate: deactivate,
    fill: fill,
    empty: empty,
    isShown: isShown,
    load: load,
    reload: reload,
  }
})()
