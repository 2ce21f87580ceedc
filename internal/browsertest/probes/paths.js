// Walks every path through a self-check, one question at a time as a reader does, and says what is
// wrong on the way: a number of questions that isn't the longest way on, and in each result a
// criterion that isn't met and that the headline doesn't name, a heading without text or without
// anything below it, no way to a person, or no way back. Of boxes every combination is ticked that is
// an answer; a number, an amount or a day is typed, at both ends of each interval. If most isn't 0,
// the first answer alone is given to each question after so many, and how long the longest way is
// isn't known.
most => {
  const form = document.getElementById('Check');
  const questions = [...form.querySelectorAll('[data-question]')];
  const result = document.getElementById('check:result');
  const go = document.getElementById('check:go');
  const seen = e => e.checkVisibility({ visibilityProperty: true });
  const text = e => e.textContent.replace(/\s+/g, ' ').trim();
  const problems = new Set();
  const paths = [];

  // A browser takes no more than some entries of the history in a while.
  let state = history.state;
  Object.defineProperty(history, 'state', { get: () => state });
  history.pushState = history.replaceState = s => {
    state = s;
  };
  const view = name => {
    state = { view: name, shared: '' };
    dispatchEvent(new PopStateEvent('popstate', { state }));
  };
  const clear = from => {
    for (const i of questions.slice(from).flatMap(q => [...q.querySelectorAll('input')])) {
      i.checked = false;
    }
  };

  /** The answers to a question, as lists of inputs. */
  const answersTo = question => {
    const inputs = [...question.querySelectorAll('input[name]')];
    if (inputs[0].type === 'radio') {
      return inputs.map(i => [i]);
    }
    const sets = inputs.filter(i => !('exclusive' in i.dataset)).reduce((sets, i) => [...sets, ...sets.map(s => [...s, i])], [[]]);
    return [...sets.slice(1), ...inputs.filter(i => 'exclusive' in i.dataset).map(i => [i])];
  };
  const type = (question, value) => {
    const fields = [...question.querySelectorAll('.typed input')];
    const [year, month, day] = value.split('-');
    const parts = { day, month, year };
    for (const f of fields) {
      f.value = fields.length > 1 ? parts[f.dataset.part] : value;
      f.dispatchEvent(new Event('input', { bubbles: true }));
    }
  };
  const choose = (question, inputs, path) => {
    const ends = inputs[0].value.split('..');
    if (!ends[1] || !question.querySelector('.typed')) {
      inputs.forEach(i => i.click());
      return;
    }
    for (const end of ends.reverse()) {
      type(question, end);
      if (!inputs[0].checked) {
        problems.add(`${end} isn't in ${inputs[0].name}:${inputs[0].value}, with ${path}`);
      }
    }
  };

  /** The headings that are seen, each with whether there is text below it, before the next of its level. */
  const headings = within => {
    const open = [];
    const all = [];
    const walker = document.createTreeWalker(within, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
    for (let n = walker.nextNode(); n; n = walker.nextNode()) {
      if (/^H[1-6]$/.test(n.nodeName) && seen(n)) {
        while (open.length && open.at(-1).level >= +n.nodeName[1]) {
          open.pop();
        }
        const h = { text: text(n), element: n, level: +n.nodeName[1], content: false };
        open.push(h);
        all.push(h);
      } else if (n.nodeType === Node.TEXT_NODE && n.data.trim() && !n.parentElement.closest('h1, h2, h3, h4, h5, h6') && seen(n.parentElement)) {
        open.forEach(h => h.content = true);
      }
    }
    return all;
  };

  const judge = path => {
    const say = what => problems.add(what + ', with ' + path);
    const [headline] = [...result.querySelectorAll('[data-headline]')].filter(seen);
    if (!result.querySelector('[data-verdict]')) {
      // The outcome says it all.
    } else if (!headline || !text(headline)) {
      say('no headline');
    } else {
      const named = [...headline.querySelectorAll('a[data-criterion]')].filter(a => seen(a) && text(a));
      for (const v of result.querySelectorAll('[data-verdict=unmet]')) {
        const a = named.find(a => a.dataset.criterion === v.dataset.criterion);
        if (seen(v) && !a) {
          say(`the headline doesn't name ${v.dataset.criterion}: ${text(headline)}`);
        } else if (seen(v) && document.getElementById(a.hash.slice(1)) !== v) {
          say(`the headline's link on ${v.dataset.criterion} leads to ${a.hash}`);
        }
      }
    }
    for (const h of headings(document.querySelector('main'))) {
      if (!h.text) {
        say('an empty heading');
      } else if (!h.content) {
        say(`nothing below the heading ${h.text}`);
      }
    }
    if (![...result.querySelectorAll('a')].some(a => seen(a) && /^(tel:.|mailto:[^?]+@)/.test(a.getAttribute('href')))) {
      say('no way to a person');
    }
    if (![...document.querySelectorAll('.back')].some(seen)) {
      say('no way back');
    }
    paths.push({ path, outcome: [...result.querySelectorAll('[data-outcome]')].filter(seen).map(e => e.dataset.outcome).join() });
  };

  /** Walks on from the question that is shown, and returns how many come on the longest way. */
  const walk = (n, path) => {
    const question = questions.find(q => !q.hidden);
    const at = questions.indexOf(question);
    const said = (text(document.getElementById('check:progress')).match(/\d+/g) || []).map(Number);
    let longest = 0;
    for (const inputs of most && n > most ? answersTo(question).slice(0, 1) : answersTo(question)) {
      clear(at);
      view(question.dataset.question);
      choose(question, inputs, path);
      go.click();
      const next = [...path, inputs[0].name + ':' + inputs.map(i => i.value).join('+')];
      if (!result.hidden) {
        judge(next.join());
      } else if (questions.find(q => !q.hidden) === question) {
        problems.add('no way on, with ' + next);
      } else {
        longest = Math.max(longest, walk(n + 1, next));
      }
    }
    if (said[0] !== n || !most && said[1] !== n + longest) {
      problems.add(`question ${said[0]} of at most ${said[1]}, but it is ${n} of ${n + longest}, with ${path}`);
    }
    return 1 + longest;
  };
  clear(0);
  view('');
  document.getElementById('check:start').click();
  walk(1, []);
  return { paths, problems: [...problems].slice(0, 20) };
}
