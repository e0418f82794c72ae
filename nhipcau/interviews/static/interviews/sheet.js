// The sheet of a table. Fields show when the result needs them; a complete line is saved as one goes.
// Keys inside a line: 1 to 7 choose the result, up and down go to the next person. Without this script all fields show.
(() => {
  "use strict";
  const form = document.getElementById("sheet");
  if (!form) return;
  const all = (selector, root = form) => [...root.querySelectorAll(selector)];
  const lines = all("[data-line]");
  const answer = (line) => line.querySelector("input[type=radio]:checked")?.value ?? "";

  const needed = (root, stage) => {
    all("[data-for]", root).forEach((field) => {
      field.hidden = !field.dataset.for.split(" ").includes(stage);
    });
  };
  const complete = (line) =>
    answer(line) && all("[data-for]", line).every((field) => field.hidden || field.value);
  // Whoever goes on to the next person must not believe that half an answer was kept.
  const unsaved = (line) => {
    const place = line.querySelector(".line-state");
    place.querySelector(".state")?.setAttribute("hidden", "");
    if (place.querySelector("[data-half]")) return;
    const words = document.createElement("p");
    words.className = "warn-words";
    words.dataset.half = "";
    words.textContent = form.dataset.unsaved;
    place.append(words);
  };
  const save = (line) => {
    if (complete(line)) line.dispatchEvent(new CustomEvent("answered", { bubbles: false }));
    else if (answer(line)) unsaved(line);
  };

  const choose = (line, radio) => {
    if (!radio) return;
    radio.closest(".answer-more") && radio.closest("[data-answers]").classList.remove("answers-few");
    radio.checked = true;
    radio.focus();
    radio.dispatchEvent(new Event("change", { bubbles: true }));
  };
  const goTo = (line) => {
    const stop = line?.querySelector("input[type=radio]:checked") ?? line?.querySelector("input[type=radio]");
    stop?.focus();
    line?.scrollIntoView({ block: "nearest" });
  };

  lines.forEach((line) => {
    needed(line, answer(line));
    const answers = line.querySelector("[data-answers]");
    const more = line.querySelector(".answers-all");
    if (more) {
      more.hidden = false;
      more.addEventListener("click", () => answers.classList.remove("answers-few"));
    }
    line.addEventListener("change", (event) => {
      if (event.target.matches("[data-pick]")) return count();
      if (event.target.type === "radio") {
        needed(line, answer(line));
        const first = all("[data-for]", line).find((field) => !field.hidden && !field.value);
        if (first && first.matches("select")) first.focus();
      }
      save(line);
    });
    line.addEventListener("htmx:afterSwap", () => {
      line.classList.toggle("is-wrong", Boolean(line.querySelector(".line-state [role=alert]")));
    });
    line.addEventListener("keydown", (event) => {
      const typing = event.target.matches("input:not([type=radio]):not([type=checkbox]), select");
      if (typing || event.altKey || event.ctrlKey || event.metaKey) return;
      const at = lines.indexOf(line);
      if (/^[1-7]$/.test(event.key)) choose(line, all("input[type=radio]", line)[Number(event.key) - 1]);
      else if (event.key === "ArrowDown") goTo(lines[at + 1]);
      else if (event.key === "ArrowUp") goTo(lines[at - 1]);
      else return;
      event.preventDefault();
    });
  });

  const chosen = form.querySelector("[data-chosen]");
  const picked = () => all("[data-pick]:checked").length;
  function count() {
    chosen.querySelector("[data-picked]").textContent = picked() ? `(${picked()})` : "";
    if (picked()) chosen.open = true;
  }
  needed(chosen, "");
  chosen.querySelector("[data-all]").addEventListener("change", (event) => needed(chosen, event.target.value));
  const open = chosen.querySelector("[data-pick-open]");
  open.hidden = false;
  open.addEventListener("click", () => {
    lines.filter((line) => !answer(line)).forEach((line) => {
      line.querySelector("[data-pick]").checked = true;
    });
    count();
  });
})();
