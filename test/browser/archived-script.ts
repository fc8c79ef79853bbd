/**
 * A stand-in for a script of the vendor that a shop has archived: written from the description of its protocol, no line is
 * the vendor's. It knows nothing of the sandbox but its address, and takes an action that it does not know for the end.
 */
export interface Archived {
  readonly origin: string
  readonly version: string
  /** How it asks for the PG list: the older scripts with a script element, the newer ones with XMLHttpRequest. */
  readonly list: 'jsonp' | 'xhr'
}

export function archivedScript({ origin, version, list }: Archived): string {
  return `(function () {
  var SERVER = '${origin}', dialog, frames = [], waiting = [], user, tier, popup, watch;
  window.unknown_actions = [];

  function address(entry, first) {
    var path = (entry.type === 'certification' ? '/certificates/ready/' : '/payments/ready/') + user;
    if (!first && entry.pg_provider) path += '/' + entry.pg_provider + (entry.pg_id ? '/' + entry.pg_id : '');
    return SERVER + path + (tier ? '?tier=' + tier : '');
  }
  function addFrames(reply) {
    var entries = reply.code === 0 && reply.data.length ? reply.data : [{ pg_provider: null, type: 'payment' }];
    entries.forEach(function (entry, n) {
      var frame = document.createElement('iframe');
      frame.className = 'imp-frame';
      frame.style.cssText = 'display:none;position:absolute;width:100%;height:100%;border:0';
      frame.onload = function () { frame.is_loaded = true; if (window.parked) { var p = window.parked; window.parked = null; send(p[0], p[1], p[2]); } };
      frame.entry = entry;
      frame.src = frame.path = address(entry, n === 0);
      dialog.appendChild(frame);
      frames.push(frame);
    });
  }
  function load() {
    dialog = document.createElement('div');
    dialog.className = 'imp-dialog';
    dialog.style.cssText = 'display:none;position:fixed;inset:0;z-index:99999';
    document.body.appendChild(dialog);
    var url = SERVER + '/users/pg/' + user + '?callback=${list === 'jsonp' ? 'archivedPgs' : '?'}' + (tier ? '&tier=' + tier : '');
    if (${list === 'jsonp'}) {
      window.archivedPgs = addFrames;
      var tag = document.createElement('script');
      tag.src = url;
      document.head.appendChild(tag);
    } else {
      var call = new XMLHttpRequest();
      call.open('GET', url, false);
      call.send();
      addFrames(JSON.parse(call.responseText));
    }
  }
  function find(type, pg) {
    var fitting = frames.filter(function (f) { return f.entry.type === type; });
    return fitting.filter(function (f) { return f.entry.pg_provider === String(pg).split('.')[0]; })[0] || fitting[0];
  }
  function send(action, data, callback) {
    var frame = find(action, data.pg);
    if (!frame || !frame.is_loaded) { window.parked = [action, data, callback]; return; }
    data.merchant_uid = data.merchant_uid || 'nobody_' + Date.now();
    data.pay_method = data.pay_method || 'card';
    data.request_id = 'req_' + Date.now();
    data.tier_code = tier;
    waiting.push({ request_id: data.request_id, callback: callback });
    if (frame.entry.pg_provider === 'payco') {
      popup = window.open('about:blank', 'IMP_PAYCO', 'width=727,height=512');
      watch = setInterval(function () {
        if (popup.closed === false) return;
        clearInterval(watch);
        say(frame, 'communicate', { request_id: data.request_id, merchant_uid: data.merchant_uid, result: 'check.closing' });
      }, 50);
    }
    say(frame, action, data);
    frames.forEach(function (f) { f.style.display = f === frame ? 'block' : 'none'; });
    dialog.style.display = 'block';
  }
  function say(frame, action, data) {
    frame.contentWindow.postMessage(JSON.stringify({ action: action, data: data, origin: location.href, from: 'iamport-sdk', version: '${version}' }), SERVER);
  }
  window.addEventListener('message', function (event) {
    if (event.origin !== SERVER) return;
    var message = {}, data = {};
    try { message = JSON.parse(event.data); data = message.data || {}; } catch (error) {}
    if (message.action === 'proxy.post') {
      var form = document.createElement('form');
      form.id = form.name = data.formId;
      form.method = data.method;
      form.action = data.action;
      form.target = data.target;
      form.acceptCharset = data.charset;
      for (var key in data.param) { var input = document.createElement('input'); input.name = key; input.value = data.param[key]; form.appendChild(input); }
      dialog.appendChild(form);
      form.submit();
      return;
    }
    if (message.action !== 'done') window.unknown_actions.push(message.action || event.data);
    waiting = waiting.filter(function (request) {
      if (request.request_id !== data.request_id) return true;
      delete data.request_id;
      try { request.callback.call({}, data); } catch (error) { console.log(error); }
      return false;
    });
    clearInterval(watch);
    dialog.style.display = 'none';
    frames.forEach(function (f) { f.is_loaded = false; f.src = f.path; });
  });
  window.IMP = {
    init: function (code) { user = code; document.readyState === 'loading' ? document.addEventListener('DOMContentLoaded', load) : load(); },
    agency: function (code, tier_code) { tier = tier_code; window.IMP.init(code); },
    request_pay: function (data, callback) { send('payment', data, callback); },
    certification: function (data, callback) { send('certification', data, callback); }
  };
})();`
}
