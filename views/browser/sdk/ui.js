/*
 * What newer versions draw into the page: buttons and widgets of loadUI, the module of loadModule; and payport of 1.2.0.
 * How they look is in no source.
 */
sdk.ui = (() => {
  var TYPES = { 'paypal-spb': 'paypal_v2', 'paypal-rt': 'paypal_v2', 'toss-brandpay-widget': 'toss_brandpay' }
  var NO_CONTAINER = 'portone-ui-container를 찾을 수 없습니다.'
  var WRONG_TYPE = 'data-portone-ui-type에 올바른 UI 타입을 입력해주세요.'
  var TWICE = '동일한 data-portone-ui-type을 갖는 DOM element가 2개 이상 존재합니다.'

  /** The pending request of each type: updateLoadUIRequest changes it. */
  var loaded = {}

  function load(type, param, callback) {
    sdk.page.whenReady(() => {
      var problem = problemWith(type)
      if (problem) {
        sdk.page.note('warn', 'IMP.loadUI(' + type + '): ' + problem)
        if (typeof callback === 'function')
          callback({ imp_uid: null, error_code: 'F1000', error_msg: problem })
        return
      }
      loaded[type] = { param: param, callback: callback }
      var container = containersOf(type)[0]
      while (container.firstChild) container.removeChild(container.firstChild)
      if (type === 'toss-brandpay-widget') drawWidget(container, type)
      else container.appendChild(payButton(type))
    })
  }

  function containersOf(type) {
    return document.querySelectorAll('.portone-ui-container[data-portone-ui-type="' + type + '"]')
  }

  function problemWith(type) {
    if (!document.querySelector('.portone-ui-container')) return NO_CONTAINER
    var found = TYPES[type] ? containersOf(type) : []
    if (found.length === 0) return WRONG_TYPE
    return found.length > 1 ? TWICE : null
  }

  function payButton(type) {
    var button = document.createElement('button')
    button.type = 'button'
    button.textContent = type === 'paypal-rt' ? 'PayPal 결제수단 등록' : 'PayPal로 결제'
    button.onclick = () => pay(type)
    return button
  }

  /** The widget shows the registered methods; the page's own button starts the payment. */
  function drawWidget(container, type) {
    var label = document.createElement('label')
    var select = document.createElement('select')
    label.textContent = '토스 브랜드페이 '
    METHODS.cards.forEach((card) => {
      var option = document.createElement('option')
      option.textContent = card.cardName + ' ' + card.cardNumber
      select.appendChild(option)
    })
    label.appendChild(select)
    container.appendChild(label)
    var button = document.getElementById('portone-toss-brandpay-widget-button')
    if (button) button.onclick = () => pay(type)
    else sdk.page.note('warn', 'the page has no element with id portone-toss-brandpay-widget-button.')
  }

  function pay(type) {
    var request = loaded[type]
    /** The type names the PG; of the order's own `pg` only the shop id may be left to say. */
    var provider = String(request.param.pg || '').split('.')[0]
    if (provider !== TYPES[type] && !request.param.channelKey) request.param.pg = TYPES[type]
    if (!request.param.pay_method && TYPES[type] === 'toss_brandpay')
      request.param.pay_method = 'toss_brandpay'
    if (!request.param.pay_method) request.param.pay_method = 'paypal'
    sdk.requests.ask('payment', request.param, request.callback)
  }

  /** Changes the amount or whatever else of a UI that is there already. */
  function update(type, param) {
    if (!loaded[type]) {
      sdk.page.note('warn', 'IMP.updateLoadUIRequest(' + type + '): call IMP.loadUI first.')
      return
    }
    for (var key in param) loaded[type].param[key] = param[key]
  }

  var METHODS = {
    cards: [{ methodKey: 'sandbox-card', cardName: '신한', cardNumber: '451842******1234', isDefault: true }],
    accounts: [{ methodKey: 'sandbox-account', bank: '토스뱅크', accountNumber: '1000******89' }],
    selectedMethodId: 'sandbox-card',
  }

  function loadModule(name, setting) {
    if (name !== 'toss-brandpay') {
      return Promise.reject({ code: 'INVALID_MODULE', message: '지원하지 않는 모듈입니다: ' + name })
    }
    if (!setting || !setting.userCode) {
      return Promise.reject({ code: 'INVALID_PARAMETERS', message: 'userCode는 필수 입력입니다.' })
    }
    return Promise.resolve({
      setupPassword: () => confirm('브랜드페이 비밀번호를 설정할까요?', undefined),
      openSettings: () => confirm('브랜드페이 설정을 마칠까요?', undefined),
      getPaymentMethods: () => Promise.resolve(JSON.parse(JSON.stringify(METHODS))),
    })
  }

  /** The buyer goes through with it, or cancels. */
  function confirm(question, value) {
    return window.confirm(question)
      ? Promise.resolve(value)
      : Promise.reject({ code: 'USER_CANCEL', message: '사용자가 취소하였습니다.' })
  }

  /** In no document; its checks are those of the script's source. A payment goes through the default PG. */
  function payport(data, callback) {
    var problem = payportProblem(data)
    var answer = (result) => {
      if (typeof callback === 'function') callback.call({}, result)
    }
    if (problem) {
      answer({ impSuccess: false, errorMsg: problem })
      return
    }
    var order = data.paymentData || {}
    var param = {
      merchant_uid: order.merchantUid,
      name: order.orderName,
      amount: order.amount,
      buyer_email: order.buyerEmail,
      buyer_tel: order.buyerTel,
    }
    if (data.action === 'manage') {
      answer({ impSuccess: true })
      return
    }
    sdk.requests.ask('payment', param, (rsp) => {
      answer({
        impSuccess: rsp.success,
        impUid: rsp.imp_uid,
        merchantUid: rsp.merchant_uid,
        errorMsg: rsp.error_msg,
      })
    })
  }

  function payportProblem(data) {
    var who = data.authData
    if (who === undefined) return '인증 데이터(authData)는 필수 입력입니다'
    if (!who.userCode || !who.uid || !who.usecret)
      return '가맹점 식별코드(userCode), 구매자 아이디(uid), 구매자 시크릿(usecret)은 필수 입력입니다'
    if (data.action === 'manage') return null
    var order = data.paymentData
    if (order === undefined) return '결제 데이터(paymentData)는 필수 입력입니다'
    if (!order.amount) return '결제 금액(amount)은 필수 입력입니다'
    if (!order.merchantUid) return '주문 번호(merchantUid)는 필수 입력입니다'
    if (!order.orderName) return '주문명(orderName)은 필수 입력입니다'
    if (!order.buyerEmail || !order.buyerTel)
      return '구매자 이메일(buyerEmail), 구매자 연락처(buyerTel)는 필수 입력입니다'
    return null
  }

  return { load: load, update: update, loadModule: loadModule, payport: payport }
})()
