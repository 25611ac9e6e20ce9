"""Security keys (WebAuthn): where a browser lets them work, and what to do where it does not.

A key is bound to the domain of the page. What allauth stores of it is its public key and its number, nothing that
would open the door: unlike the secret of an authenticator app it is not encrypted at rest.
"""

import ipaddress
from urllib.parse import urlsplit

from allauth.mfa.models import Authenticator

KINDS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)  # each alone is a second factor


def why_not_here(request) -> str:
    """Why no key can be used under the address of this page, and what to do; "" where keys work."""
    host = urlsplit(f"//{request.get_host()}").hostname or ""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        is_local = host == "localhost" or host.endswith(".localhost")
        if is_local or request.is_secure():
            return ""
        return "安全密钥只能在 HTTPS 网页上使用，当前网址不是。请改用身份验证器，或请系统管理员为平台配置 HTTPS。"
    if address.is_loopback:
        return f"安全密钥不能用于 IP 地址。请把网址中的 {host} 改为 localhost，重新登录后再试。"
    return f"安全密钥不能用于 IP 地址（{host}）。请改用平台的域名打开；没有域名的，请改用身份验证器。"


def has_second_factor(user_id: int) -> bool:
    return Authenticator.objects.filter(user_id=user_id, type__in=KINDS).exists()
