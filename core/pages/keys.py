"""The keys of the portal, as the help page lists them. static/js/keyboard.js answers to them."""

# (where, ((keys, what they do), …))
GROUPS = (
    (
        "任何页面",
        (
            (("/",), "光标移到查找框"),
            (("?",), "打开本说明"),
            (("Tab", "Shift+Tab"), "移到下一个、上一个可操作的位置"),
            (("Esc",), "关闭菜单或对话框，回到打开它的按钮"),
            (("Alt+Z",), "打开或关闭长者模式"),
        ),
    ),
    (
        "列表",
        (
            (("j", "k"), "下一行、上一行"),
            (("x",), "勾选或取消勾选当前行"),
            (("Enter",), "打开当前行"),
        ),
    ),
    (
        "填报与审核",
        (
            (("Ctrl+S",), "立即保存草稿"),
            (("Alt+←", "Alt+→"), "上一件、下一件，列表中为上一页、下一页"),
            (("Ctrl+Enter",), "提交当前表单"),
        ),
    ),
)
