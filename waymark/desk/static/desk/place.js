// Links in the editor: to a place, a word or the web; and pasting, which leaves clean text (paste.js).
// Draftail asks for a source (how a link is made) and a decorator (how it shows).
(() => {
  const { React, DraftJS, draftail } = window;
  const { Modifier, EditorState } = DraftJS;

  class PlaceSource extends React.Component {
    componentDidMount() {
      const { editorState, entityType, entity, entityKey, onComplete } = this.props;
      const held = entity ? entity.getData().to : "";
      window.waymark.choose("places", { held, web: true, removable: Boolean(entity) }).then((choice) => {
        if (!choice) { onComplete(editorState); return; }
        // The whole link is meant, wherever in it the cursor stands.
        const selection = entityKey ? draftail.DraftUtils.getEntitySelection(editorState, entityKey) : editorState.getSelection();
        let next = editorState.getCurrentContent();
        if (choice.remove) {
          next = Modifier.applyEntity(next, selection, null);
        } else {
          next = next.createEntity(entityType.type, "MUTABLE", { to: choice.to });
          const key = next.getLastCreatedEntityKey();
          next = selection.isCollapsed()
            ? Modifier.insertText(next, selection, choice.words, null, key)
            : Modifier.applyEntity(next, selection, key);
        }
        const pushed = EditorState.push(editorState, next, "apply-entity");
        onComplete(EditorState.forceSelection(pushed, next.getSelectionAfter().merge({ anchorOffset: next.getSelectionAfter().getEndOffset(), focusOffset: next.getSelectionAfter().getEndOffset() })));
      });
    }
    render() { return null; }
  }

  const PlaceLink = (props) => {
    const { to } = props.contentState.getEntity(props.entityKey).getData();
    const [title, setTitle] = React.useState(to);
    React.useEffect(() => { window.waymark.find("places", to).then((choice) => choice && setTitle(`${choice.more}: ${choice.words}`)); }, [to]);
    return React.createElement(
      "a",
      { className: to.startsWith("https://") ? "desk-link desk-link--web" : "desk-link", title, role: "link", onMouseUp: () => props.onEdit(props.entityKey) },
      props.children,
    );
  };

  // Within a list the editor would keep the Tab key for itself, and a keyboard could not leave it.
  window.addEventListener("keydown", (event) => {
    if (event.key === "Tab" && event.target.closest?.(".public-DraftEditor-content")) event.stopPropagation();
  }, true);

  const onPaste = (text, html, editorState, { setEditorState }) => {
    const pasted = html && window.waymark.pasted(html);
    if (!pasted) return "not-handled";
    setEditorState(window.waymark.insertPasted(editorState, pasted));
    return "handled";
  };

  draftail.registerPlugin({ type: "PLACE", source: PlaceSource, decorator: PlaceLink, onPaste }, "entityTypes");
})();
