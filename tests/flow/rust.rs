// Rust: vectors, boxes, reference counts, closures, a panic that is caught.
//
// SPDX-License-Identifier: GPL-2.0-or-later

use std::rc::Rc;

struct Node {
    next: Option<Rc<Node>>,
    data: Vec<u8>,
}

#[inline(never)]
fn build(n: usize) -> Option<Rc<Node>> {
    let mut head = None;
    for i in 0..n {
        let data = Vec::with_capacity(100 * (i + 1)); // @data
        head = Some(Rc::new(Node { next: head, data })); // @node
    }
    head
}

#[inline(never)]
fn length(list: &Option<Rc<Node>>) -> usize {
    let mut n = 0;
    let mut at = list;
    while let Some(node) = at {
        n += 1 + node.data.len();
        at = &node.next;
    }
    n
}

#[inline(never)]
fn twice<F: Fn(usize) -> Box<[u8; 50]>>(f: F) -> usize {
    let kept = f(1); // @first
    let dropped = f(2); // @second
    drop(dropped); // @drop
    let n = kept[0] as usize;
    std::mem::forget(kept);
    n
}

fn main() {
    let list = build(4); // @build
    let n = length(&list);
    drop(list); // @release
    let m = twice(|i| Box::new([i as u8; 50])); // @box
    let text: String = ["a"; 64].concat(); // @text
    std::mem::forget(text);
    println!("{} {}", n, m);
}
