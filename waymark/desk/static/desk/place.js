// Links in the editor: to a place, a word or the web. Draftail asks for a source (how a link is made)
// and a decorator (how it shows).
(() => {
  const { React, DraftJS, draftail } = window;
  const { Modifier, EditorState } = DraftJS;

  class PlaceSource extends React.Component {
    componentDidMount() {
      const { editorState, entityType, entity, onComplete } = this.props;
      const held = entity ? entity.getData().to : "";
      window.waymark.choose("places", { held, web: true }).then((choice) => {
        if (!choice) { onComplete(editorState); return; }
        const selection = editorState.getSelection();
        const made = editorState.getCurrentContent().createEntity(entityType.type, "MUTABLE", { to: choice.to });
        const key = made.getLastCreatedEntityKey();
        const next = selection.isCollapsed()
          ? Modifier.insertText(made, selection, choice.words, null, key)
          : Modifier.applyEntity(made, selection, key);
        onComplete(EditorState.push(editorState, next, "apply-entity"));
      });
    }
    render() { return null; }
  }

  const PlaceLink = (props) => {
    const { to } = props.contentState.getEntity(props.entityKey).getData();
    return React.createElement(
      "a",
      { className: "desk-link", title: to, role: "button", onMouseUp: () => props.onEdit(props.entityKey) },
      props.children,
    );
  };

  draftail.registerPlugin({ type: "PLACE", source: PlaceSource, decorator: PlaceLink }, "entityTypes");
})();
