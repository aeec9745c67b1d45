"""What the login page says."""

TEXTS = {
    "login": ("登录", "Log in"),
    "logout": ("退出", "Log out"),
    "login_name": ("用户名", "Name"),
    "login_password": ("密码", "Password"),
    "login_wrong": ("用户名或密码不对。", "The name or the password is wrong."),
    "login_wait": ("密码错得太多，请五分钟后再试。", "Too many wrong passwords. Try again in five minutes."),
}
