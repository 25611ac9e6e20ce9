// The button that asks for a key: allauth's script does the asking, with the JSON of the page; here stands what went
// wrong, in words.

const WORDS = {
  NotAllowedError: "没有完成验证：已取消或等待超时，请重试。",
  InvalidStateError: "这把密钥已经登记过，请换一把。",
  SecurityError: "当前网址不能使用安全密钥，请改用平台的域名（HTTPS）打开。",
  NotSupportedError: "这把密钥不受支持，请换一把。",
};
const place = document.querySelector("[data-key-error]");

function say(text) {
  if (!place) return;
  place.querySelector("[data-key-error-text]").textContent = text;
  place.hidden = false;
  place.focus();
}

document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  const name = event.detail.exception && event.detail.exception.name;
  say(WORDS[name] || "安全密钥没有应答，请重新插入或靠近后重试；仍不行的，请改用其他方式。");
});

document.querySelectorAll("[data-key-button]").forEach((button) => {
  const kind = button.dataset.keyButton; // "add" or "authenticate"
  window.allauth.webauthn.forms[`${kind}Form`]({
    ids: { [kind]: button.id, credential: button.dataset.keyAnswer, data: "key-request" },
  });
});

if (!window.PublicKeyCredential) {
  document.querySelectorAll("[data-key-button]").forEach((button) => { button.disabled = true; });
  say("当前浏览器不支持安全密钥，请改用其他方式，或更换新版浏览器。");
}
