package main

import (
	"context"

	"github.com/azoth-go/azoth/examples/tutorial/blog"
)

func manyToMany(ctx context.Context, t *tour) error {
	s := t.s

	t.step("Posts and keywords are related through a table that no entity is mapped to")
	t.print(blog.PostKeywords.Table())

	t.step("Create tables again: they are all there")
	if err := blog.Models.CreateAll(ctx, t.eng); err != nil {
		return err
	}

	t.step("Give wendy a blog post")
	wendy, err := blog.Users.Where(blog.Users.Name.Eq("wendy")).One(ctx, s)
	if err != nil {
		return err
	}
	post := blog.NewBlogPost("Wendy's Blog Post", "This is a test", wendy)
	s.Add(post)

	t.step("And the post two new keywords")
	post.Keywords.Append(&blog.Keyword{Keyword: "wendy"}, &blog.Keyword{Keyword: "firstpost"})

	t.step("Find the posts with any keyword 'firstpost': the flush writes the post, the keywords and the rows between them")
	isFirst := blog.BlogPosts.Keywords.Any(blog.Keywords.Keyword.Eq("firstpost"))
	if err := t.show(blog.BlogPosts.Where(isFirst).All(ctx, s)); err != nil {
		return err
	}

	t.step("Only wendy's")
	if err := t.show(blog.BlogPosts.Where(blog.BlogPosts.Author.Eq(wendy), isFirst).All(ctx, s)); err != nil {
		return err
	}

	t.step("The same from her own posts, which are dynamic: a query to go on with")
	if err := t.show(wendy.Posts.Query().Where(isFirst).All(ctx, s)); err != nil {
		return err
	}

	t.step("Commit")
	return s.Commit(ctx)
}
