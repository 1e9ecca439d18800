import type cytoscape from 'cytoscape';

/** A concept or a relation as it is drawn. */
export type Drawn = cytoscape.NodeSingular | cytoscape.EdgeSingular;

interface Actions {
  choose(element: Drawn): void;
  /** The keyboard has come to it. */
  focus(element: Drawn): void;
}

/**
 * A button over each node and edge, each node followed by what goes out from it: the keyboard and a screen reader find
 * the buttons, and the mouse goes through them to the canvas.
 */
export class Buttons {
  readonly #buttons = new Map<string, HTMLButtonElement>();
  #waiting = false;

  constructor(
    private readonly cy: cytoscape.Core,
    private readonly parent: HTMLElement,
    private readonly actions: Actions,
  ) {
    cy.on('pan zoom resize layoutstop', () => {
      this.#place();
    });
  }

  /** Makes them anew, for other nodes and edges. */
  make(): void {
    const focused = [...this.#buttons].find(([, button]) => button === document.activeElement)?.[0];
    this.#buttons.clear();
    this.cy.nodes().forEach((node) => {
      this.#add(node);
      node.outgoers('edge').forEach((edge) => {
        this.#add(edge);
      });
    });
    this.parent.replaceChildren(...this.#buttons.values());
    if (focused !== undefined) this.#buttons.get(focused)?.focus();
    this.#place();
  }

  /** Marks the concept at the cursor in the text. */
  mark(concept: string | undefined): void {
    for (const [id, button] of this.#buttons) {
      if (id === concept) button.setAttribute('aria-current', 'true');
      else button.removeAttribute('aria-current');
    }
  }

  #add(element: Drawn): void {
    const button = document.createElement('button');
    button.textContent = String(element.data('spoken'));
    button.dataset['kind'] = element.isNode() ? 'concept' : 'relation';
    button.addEventListener('click', () => {
      this.actions.choose(element);
    });
    button.addEventListener('focus', () => {
      const { x, y } = centre(element);
      if (x < 0 || y < 0 || x > this.cy.width() || y > this.cy.height()) this.cy.center(element);
      this.actions.focus(element);
    });
    this.#buttons.set(element.id(), button);
  }

  /** Lays each over its element, once for all changes before the next frame. */
  #place(): void {
    if (this.#waiting) return;
    this.#waiting = true;
    requestAnimationFrame(() => {
      this.#waiting = false;
      for (const [id, button] of this.#buttons) {
        const element = this.cy.getElementById(id);
        const { x, y } = centre(element);
        const size = element.isNode() ? element.renderedWidth() : 18;
        Object.assign(button.style, {
          left: `${x}px`,
          top: `${y}px`,
          width: `${size}px`,
          height: `${size}px`,
        });
      }
      this.parent.dataset['placed'] = String(this.#buttons.size);
    });
  }
}

function centre(element: Drawn): cytoscape.Position {
  if (element.isNode()) return element.renderedPosition();
  return element.renderedMidpoint();
}
