/* The public face: window.IMP, with the methods that this version has. */
;(() => {
  var NO_PARAM = '결제요청 파라메터가 누락되었습니다.'

  function start(user_code, tier_code) {
    sdk.page.checkJquery()
    sdk.user_code = user_code
    sdk.tier_code = typeof tier_code === 'string' ? tier_code : null
    sdk.page.whenReady(sdk.frames.build)
  }

  /** request_pay and certification take a parameter, or say that there is none. */
  function asking(action) {
    return (param, callback) => {
      if (typeof param === 'undefined') {
        window.alert(NO_PARAM)
        return false
      }
      sdk.requests.ask(action, param, callback)
    }
  }

  var METHODS = {
    agency: start,
    certification: asking('certification'),
    communicate: sdk.requests.communicate,
    close: sdk.requests.close,

    /** Takes back what init did: the frames go, and the next request asks for init again. */
    deinit: () => {
      sdk.requests.close()
      sdk.dialog.remove()
      sdk.user_code = sdk.tier_code = null
    },

    /** 네이버페이 찜. */
    naver_zzim: (param) => {
      param.pg = param.pg || 'naverco'
      if (param.pg.split('.')[0] !== 'naverco') {
        window.alert('네이버페이 주문형으로 다시 시도해주세요.')
        return
      }
      sdk.requests.ask('zzim', param)
    },
    payport: sdk.ui.payport,
    loadUI: sdk.ui.load,
    updateLoadUIRequest: sdk.ui.update,
    loadModule: sdk.ui.loadModule,
  }

  var IMP = {
    /** Says which shop this is. Call it early; calling it again starts over. */
    init: (user_code) => start(user_code),
    /** Opens the payment window. The callback gets the result; on phones most PGs go to m_redirect_url instead. */
    request_pay: asking('payment'),
  }
  for (var name in METHODS) offer(name)
  window.IMP = IMP

  /** A method of another version is missing, as it is in the real script; the console says which version has it. */
  function offer(name) {
    if (sdk.does[name]) {
      IMP[name] = METHODS[name]
      return
    }
    Object.defineProperty(IMP, name, {
      configurable: true,
      enumerable: false,
      get: () => {
        sdk.page.note(
          'warn',
          'IMP.' + name + ' is not in ' + sdk.config.version + ': ' + sdk.config.methods[name],
        )
        return undefined
      },
      set: (value) => {
        Object.defineProperty(IMP, name, {
          value: value,
          configurable: true,
          enumerable: true,
          writable: true,
        })
      },
    })
  }

  var config = sdk.config
  sdk.page.note('info', config.origin + ' answers in place of iamport: no real payment is made here.')
  if (config.asked !== config.version) {
    sdk.page.note(
      'warn',
      'there is no version ' +
        config.asked +
        ' of iamport.payment.js: ' +
        config.version +
        ' answers in its place.',
    )
  }
})()
