// Draws a card in a browser with Microsoft's own renderer, as Teams sets it up: sizes and colours are those of Teams' host configuration
// (microsoft/AdaptiveCards, samples/HostConfig). What this renderer doesn't know (charts, badges) it replaces by its fallback, as phones do.
/* global AdaptiveCards, document */

const sizes = { small: 12, default: 14, medium: 14, large: 18, extraLarge: 24 };
const scaled = by => Object.fromEntries(Object.entries(sizes).map(([name, size]) => [name, size * by]));
const weights = { lighter: 200, default: 400, bolder: 600 };

const themes = {
  light: {
    text: '#252424', subtle: '#605e5c', card: '#ffffff', accent: '#5b5fc7', good: '#237b4b', warning: '#835c00', attention: '#c4314b', line: '#eeeeee', field: '#f5f5f5', border: '#8a8886', page: '#f5f5f5', onAccent: '#ffffff',
    containers: { emphasis: '#f5f5f5', good: '#e7f2da', warning: '#fbf6d9', attention: '#fcf4f6', accent: '#e8ebfa' },
  },
  dark: {
    text: '#ffffff', subtle: '#adadad', card: '#292929', accent: '#9299f7', good: '#92c353', warning: '#f8d22a', attention: '#f9526b', line: '#484644', field: '#1f1f1f', border: '#8a8886', page: '#141414', onAccent: '#000000',
    containers: { emphasis: '#1f1f1f', good: '#0d2e0d', warning: '#3d3200', attention: '#3e1f25', accent: '#2f2f4a' },
  },
  contrast: {
    text: '#ffffff', subtle: '#ffffff', card: '#000000', accent: '#ffff01', good: '#3ff23f', warning: '#ffff01', attention: '#ff5252', line: '#ffffff', field: '#000000', border: '#ffffff', page: '#000000', onAccent: '#000000',
    containers: { emphasis: '#000000', good: '#000000', warning: '#000000', attention: '#000000', accent: '#000000' },
  },
};

function hostConfig(theme, text) {
  const colour = (plain, subtle = plain) => ({ default: plain, subtle });
  const foregroundColors = {
    default: colour(theme.text, theme.subtle), dark: colour(theme.text, theme.subtle), light: colour(theme.text, theme.subtle),
    accent: colour(theme.accent), good: colour(theme.good), warning: colour(theme.warning), attention: colour(theme.attention),
  };
  const container = backgroundColor => ({ backgroundColor, foregroundColors });
  return new AdaptiveCards.HostConfig({
    choiceSetInputValueSeparator: ',',
    supportsInteractivity: true,
    fontFamily: 'Arimo, sans-serif',
    spacing: { small: 8, default: 12, medium: 16, large: 20, extraLarge: 24, padding: 16 },
    separator: { lineThickness: 1, lineColor: theme.line },
    fontSizes: scaled(text),
    fontWeights: weights,
    imageSizes: { small: 32, medium: 52, large: 100 },
    containerStyles: { default: container(theme.card), ...Object.fromEntries(Object.entries(theme.containers).map(([name, back]) => [name, container(back)])) },
    actions: { maxActions: 6, spacing: 'default', buttonSpacing: 8, showCard: { actionMode: 'inline', inlineTopMargin: 16, style: 'emphasis' }, actionsOrientation: 'horizontal', actionAlignment: 'left' },
    factSet: { title: { weight: 'bolder', wrap: true }, value: { wrap: true }, spacing: 16 },
    inputs: { label: { inputSpacing: 'small', requiredInputs: { weight: 'default', suffix: ' *', suffixColor: 'attention' }, optionalInputs: { weight: 'default' } } },
  });
}

// Of Markdown, what our cards write: bold words, and signs behind a backslash.
function markdown(text) {
  const escaped = text.replace(/&/g, '&amp;').replace(/</g, '&lt;');
  return escaped.replace(/\*\*(.+?)\*\*/g, '<b>$1</b>').replace(/\\([!-/:-@[-`{-~])/g, '$1');
}

function look(theme, text) {
  return `
    * { box-sizing: border-box; }
    body { margin: 0; padding: 8px; background: ${theme.page}; color: ${theme.text}; font-family: Arimo, sans-serif; }
    #card { background: ${theme.card}; border: 1px solid ${theme.border}; border-radius: 4px; }
    .ac-textBlock, .ac-richTextBlock, .ac-input-label { line-height: 1.4 !important; }
    .ac-input { font: inherit; font-size: ${14 * text}px; color: ${theme.text}; }
    .ac-input:not(.ac-choiceSetInput-expanded):not(.ac-choiceSetInput-multiSelect):not(.ac-toggleInput):not(.ac-textInput-wrapper) { width: 100%; }
    input.ac-input:not([type=checkbox]):not([type=radio]), select.ac-input { height: ${32 * text}px; }
    input.ac-input:not([type=checkbox]):not([type=radio]), select.ac-input, textarea.ac-input { background: ${theme.field}; border: 1px solid ${theme.border}; border-radius: 4px; padding: 4px 8px; width: 100%; }
    textarea.ac-input { min-height: 52px; }
    .ac-choiceSetInput-expanded > div, .ac-choiceSetInput-multiSelect > div, .ac-toggleInput { min-height: 28px; align-items: center; }
    ::placeholder { color: ${theme.subtle}; opacity: 1; }
    .ac-pushButton { font: inherit; font-size: ${14 * text}px; font-weight: 600; min-height: 32px; min-width: 32px; padding: 4px 12px; border-radius: 4px; border: 1px solid ${theme.border}; background: ${theme.card}; color: ${theme.text}; cursor: pointer; overflow: hidden; }
    .ac-pushButton.style-positive { background: ${theme.accent}; border-color: ${theme.accent}; color: ${theme.onAccent}; }
    .ac-pushButton.style-destructive { color: ${theme.attention}; border-color: ${theme.attention}; }
    .ac-pushButton > div { white-space: normal !important; }
    .ac-actionSet { flex-wrap: wrap; gap: 8px 0; }
    .ac-horizontal-separator { flex: 0 0 auto; }
    .ac-anchor { color: ${theme.accent}; }
  `;
}

/** Draws one card, and says how high it is, in CSS pixels. */
globalThis.draw = (json, { theme = 'light', width = 340, text = 1 } = {}) => {
  AdaptiveCards.AdaptiveCard.onProcessMarkdown = (text, result) => {
    result.outputHtml = markdown(text);
    result.didProcess = true;
  };
  document.body.replaceChildren();
  const style = document.createElement('style');
  style.textContent = look(themes[theme], text);
  const box = document.createElement('div');
  box.id = 'card';
  box.style.width = `${width}px`;
  document.body.append(style, box);
  const card = new AdaptiveCards.AdaptiveCard();
  card.hostConfig = hostConfig(themes[theme], text);
  card.parse(json, new AdaptiveCards.SerializationContext(AdaptiveCards.Versions.v1_5));
  document.documentElement.dir = card.rtl ? 'rtl' : 'ltr';
  box.append(card.render());
  return box.getBoundingClientRect().height;
};

/** Where something on the drawn card ends, from the card's top, in CSS pixels. */
globalThis.endOf = words => {
  const top = document.getElementById('card').getBoundingClientRect().top;
  const all = [...document.querySelectorAll('#card .ac-textBlock, #card .ac-richTextBlock, #card .ac-pushButton, #card label')];
  const found = all.filter(e => e.textContent.includes(words) && e.getClientRects().length > 0);
  return found.length === 0 ? null : found[0].getBoundingClientRect().bottom - top;
};

/** What is wrong with the drawn card for a finger, an eye or a screen reader: each in a sentence. */
globalThis.faults = () => {
  const card = document.getElementById('card');
  const [left, right] = [card.getBoundingClientRect().left, card.getBoundingClientRect().right];
  const found = [];
  for (const element of card.querySelectorAll('*')) {
    const box = element.getBoundingClientRect();
    if (box.width > 0 && (box.right > right + 1 || box.left < left - 1)) {
      found.push(`${element.className || element.tagName} sticks out: "${element.textContent.slice(0, 40)}"`);
    }
  }
  for (const pressed of card.querySelectorAll('button, [role=button], a')) {
    const box = pressed.getBoundingClientRect();
    if (box.width > 0 && (box.height < 24 || box.width < 24)) {
      found.push(`"${pressed.textContent}" is ${Math.round(box.width)} x ${Math.round(box.height)} pixels small`);
    }
    if (box.width > 0 && !(pressed.getAttribute('aria-label') || pressed.title || pressed.textContent).trim()) {
      found.push('a button has no name');
    }
  }
  for (const input of card.querySelectorAll('input, select, textarea')) {
    const named = input.getAttribute('aria-label') || input.getAttribute('aria-labelledby') || card.querySelector(`label[for="${CSS.escape(input.id)}"]`);
    if (input.getClientRects().length > 0 && !named) {
      found.push(`a field has no name: ${input.outerHTML.slice(0, 80)}`);
    }
  }
  return found;
};
