"""Checks the components of a message as Discord does (API documentation, "Component Reference")."""

from collections.abc import Iterator

from tests.peers.discord import limits
from tests.peers.discord.refusals import Form, Json

ROW, BUTTON, STRING_SELECT, TEXT_INPUT = 1, 2, 3, 4
SELECTS = {3, 5, 6, 7, 8}
SECTION, TEXT, THUMBNAIL, GALLERY, FILE, SEPARATOR, CONTAINER, LABEL, FILE_UPLOAD = 9, 10, 11, 12, 13, 14, 17, 18, 19
LAYOUT = {ROW, SECTION, TEXT, GALLERY, FILE, SEPARATOR}
LINK, PREMIUM = 5, 6

_SELECT = {
    *("type", "id", "custom_id", "placeholder", "min_values", "max_values", "disabled", "required"),
    *("default_values", "channel_types"),
}
KEYS = {
    ROW: {"type", "id", "components"},
    BUTTON: {"type", "id", "style", "label", "emoji", "custom_id", "sku_id", "url", "disabled"},
    STRING_SELECT: {*_SELECT, "options"},
    **dict.fromkeys((5, 6, 7, 8), _SELECT),
    SECTION: {"type", "id", "components", "accessory"},
    TEXT: {"type", "id", "content"},
    THUMBNAIL: {"type", "id", "media", "description", "spoiler"},
    GALLERY: {"type", "id", "items"},
    FILE: {"type", "id", "file", "spoiler"},
    SEPARATOR: {"type", "id", "divider", "spacing"},
    CONTAINER: {"type", "id", "components", "accent_color", "spoiler"},
}


def each(components: list[Json] | None) -> Iterator[Json]:
    """Every component, nested ones too, in the order a person sees them."""
    for component in components or []:
        yield component
        yield from each(component.get("components"))
        for key in ("accessory", "component"):
            if isinstance(component.get(key), dict):
                yield from each([component[key]])


def check_components(body: Json, form: Form, *, v2: bool) -> None:
    """Rows, sections and the rest; without the Components V2 flag only rows, at most five."""
    components = form.objects(body, "components", limits.V2_COMPONENTS if v2 else limits.ROWS)
    allowed = LAYOUT | {CONTAINER} if v2 else {ROW}
    for index, component in enumerate(components):
        _check_child(component, allowed, form.at("components", index))
    _check_custom_ids(components, form.at("components"))
    if v2:
        _check_v2_totals(components, form.at("components"))


def _check_v2_totals(components: list[Json], form: Form) -> None:
    """40 components, nested ones counted, and 4,000 characters over all text displays."""
    if sum(1 for _ in each(components)) > limits.V2_COMPONENTS:
        form.wrong("BASE_TYPE_MAX_LENGTH", f"Must be {limits.V2_COMPONENTS} or fewer in length.")
    texts = [str(part.get("content", "")) for part in each(components) if part.get("type") == TEXT]
    if sum(map(len, texts)) > limits.V2_TEXT:
        form.wrong(
            "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED",
            f"The total displayable text of the components exceeds {limits.V2_TEXT} characters",
        )


def _check_custom_ids(components: list[Json], form: Form) -> None:
    seen = set()
    for part in each(components):
        custom_id = part.get("custom_id")
        if custom_id is not None and custom_id in seen:
            form.wrong("COMPONENT_CUSTOM_ID_DUPLICATED", f"Component custom id cannot be duplicated: {custom_id}")
        seen.add(custom_id)


def _check_child(part: Json, allowed: set[int], form: Form) -> None:
    kind = part.get("type")
    if kind not in allowed:
        names = ", ".join(map(str, sorted(allowed)))
        form.at("type").wrong("UNION_TYPE_CHOICES", f'Value of field "type" must be one of ({names}).')
        return
    form.known(part, KEYS[kind])
    form.whole(part, "id", 0, 2**31 - 1)
    if kind == ROW:
        _check_row(part, form)
    elif kind == SECTION:
        _check_section(part, form)
    elif kind == CONTAINER:
        form.whole(part, "accent_color", 0, limits.COLOUR)
        for index, child in enumerate(form.objects(part, "components", limits.V2_COMPONENTS, 1)):
            _check_child(child, LAYOUT, form.at("components", index))
    elif kind == TEXT:
        form.text(part, "content", limits.V2_TEXT, needed=True)
    elif kind == GALLERY:
        for index, item in enumerate(form.objects(part, "items", limits.GALLERY_ITEMS, 1)):
            form.at("items", index).text(item, "description", limits.MEDIA_DESCRIPTION)
    elif kind == BUTTON:
        _check_button(part, form)
    elif kind in SELECTS:
        _check_select(part, form)


def _check_row(row: Json, form: Form) -> None:
    """One to five buttons, or one select."""
    children = form.objects(row, "components", limits.BUTTONS, 1)
    for index, child in enumerate(children):
        _check_child(child, {BUTTON} | SELECTS, form.at("components", index))
    if len(children) > 1 and any(child.get("type") in SELECTS for child in children):
        form.at("components").wrong(
            "COMPONENT_LAYOUT_WIDTH_EXCEEDED", "The specified component exceeds the maximum width"
        )


def _check_section(section: Json, form: Form) -> None:
    for index, child in enumerate(form.objects(section, "components", limits.SECTION_TEXTS, 1)):
        _check_child(child, {TEXT}, form.at("components", index))
    accessory = section.get("accessory")
    if isinstance(accessory, dict):
        _check_child(accessory, {BUTTON, THUMBNAIL}, form.at("accessory"))
    else:
        form.at("accessory").wrong("BASE_TYPE_REQUIRED", "This field is required")


def _check_button(button: Json, form: Form) -> None:
    style = form.whole(button, "style", 1, PREMIUM)
    form.text(button, "label", limits.BUTTON_LABEL)
    form.flag(button, "disabled")
    if style is None:
        form.at("style").wrong("BASE_TYPE_REQUIRED", "This field is required")
    if style == LINK:
        form.text(button, "url", limits.BUTTON_URL, needed=True)
        if button.get("custom_id") is not None:
            form.wrong(
                "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE",
                "A custom id and url cannot both be specified",
            )
    elif style != PREMIUM:
        form.text(button, "custom_id", limits.CUSTOM_ID, 1, needed=True)
        if button.get("url") is not None:
            form.at("url").wrong("BUTTON_COMPONENT_URL_NOT_ALLOWED", "Only a link button has a url")
    if style != PREMIUM and not button.get("label") and not button.get("emoji"):
        form.wrong("BUTTON_COMPONENT_INVALID", "A button must have a label or emoji")


def _check_select(select: Json, form: Form) -> None:
    form.text(select, "custom_id", limits.CUSTOM_ID, 1, needed=True)
    form.text(select, "placeholder", limits.PLACEHOLDER)
    least = form.whole(select, "min_values", 0, limits.SELECT_OPTIONS)
    most = form.whole(select, "max_values", 1, limits.SELECT_OPTIONS)
    if least is not None and most is not None and least > most:
        form.at("min_values").wrong("NUMBER_TYPE_MAX", "min_values must not exceed max_values")
    if select["type"] != STRING_SELECT:
        return
    values = set()
    for index, option in enumerate(form.objects(select, "options", limits.SELECT_OPTIONS, 1)):
        here = form.at("options", index)
        here.known(option, {"label", "value", "description", "emoji", "default"})
        here.text(option, "label", limits.SELECT_TEXT, 1, needed=True)
        here.text(option, "description", limits.SELECT_TEXT)
        value = here.text(option, "value", limits.SELECT_TEXT, 1, needed=True)
        if value in values:
            here.at("value").wrong(
                "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED", "The specified option value is already used"
            )
        values.add(value)
