<?php
// Adds, edits and deletes posts as an editor would. Reads from standard input
//   {"insert": [post…], "update": [{"id", …changed fields}], "delete": [id…]}
// where a post is {"slug", "type", "title", "content", "date" (local time or null), "category", "author", "tags",
// "image" (path of a file or null), "caption", "files" (name -> path of pictures in the text), "saved" (UTC, null: with
// its publication)}; writes [{"slug", "id", "url"}…] for what was inserted.
$_SERVER['HTTP_HOST'] = parse_url(getenv('EVALUATION_WP_HOME'), PHP_URL_HOST);
require $argv[1] . '/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/image.php';
require_once ABSPATH . 'wp-admin/includes/post.php';
require_once ABSPATH . 'wp-admin/includes/taxonomy.php';
wp_set_current_user(1);

function author_id(string $name): int
{
    $login = sanitize_title($name);
    $user = get_user_by('login', $login);
    if ($user) {
        return $user->ID;
    }
    $made = wp_insert_user(['user_login' => $login, 'user_pass' => 'loopback', 'display_name' => $name, 'role' => 'author']);
    return is_wp_error($made) ? fail($made, $name) : $made;
}

function fail(WP_Error $error, string $what): never
{
    fwrite(STDERR, "posts.php: $what: " . $error->get_error_message() . "\n");
    exit(1);
}

function attach(string $file, ?string $caption, int $post): int
{
    $stored = wp_upload_bits(basename($file), null, file_get_contents($file));
    if ($stored['error']) {
        fail(new WP_Error('upload', $stored['error']), $file);
    }
    $id = wp_insert_attachment(wp_slash([
        'post_mime_type' => 'image/png',
        'post_title' => pathinfo($file, PATHINFO_FILENAME),
        'post_excerpt' => (string) $caption,
        'post_status' => 'inherit',
    ]), $stored['file'], $post, true);
    if (is_wp_error($id)) {
        fail($id, $file);
    }
    wp_update_attachment_metadata($id, wp_generate_attachment_metadata($id, $stored['file']));
    return $id;
}

function columns(array $post): array
{
    $columns = [];
    foreach (['title' => 'post_title', 'content' => 'post_content', 'slug' => 'post_name', 'type' => 'post_type'] as $key => $column) {
        if (isset($post[$key])) {
            $columns[$column] = $post[$key];
        }
    }
    if (isset($post['date'])) {
        $columns['post_date'] = $post['date'];
        $columns['post_date_gmt'] = get_gmt_from_date($post['date']);
    }
    if (isset($post['author'])) {
        $columns['post_author'] = author_id($post['author']);
    }
    if (isset($post['category'])) {
        $columns['post_category'] = [wp_create_category($post['category'])];
    }
    if (isset($post['tags'])) {
        $columns['tags_input'] = $post['tags'];
    }
    return $columns;
}

$work = json_decode(stream_get_contents(STDIN), true, 64, JSON_THROW_ON_ERROR);
$made = [];
foreach ($work['insert'] ?? [] as $post) {
    // An image inside the text has to be uploaded before the text can name its address.
    foreach ($post['files'] ?? [] as $name => $file) {
        $address = wp_get_attachment_url(attach($file, null, 0));
        $post['content'] = str_replace("upload:$name", $address, $post['content']);
    }
    $id = wp_insert_post(wp_slash(columns($post) + ['post_status' => 'publish']), true);
    if (is_wp_error($id)) {
        fail($id, $post['slug']);
    }
    if (isset($post['saved'])) {
        // WordPress offers no way to set it: editors leave it by saving a draft, or by scheduling a post.
        $saved = ['post_modified_gmt' => $post['saved'], 'post_modified' => get_date_from_gmt($post['saved'])];
        $wpdb->update($wpdb->posts, $saved, ['ID' => $id]);
        clean_post_cache($id);
    }
    if (isset($post['image'])) {
        set_post_thumbnail($id, attach($post['image'], $post['caption'] ?? null, $id));
    }
    $made[] = ['slug' => $post['slug'], 'id' => $id, 'url' => get_permalink($id)];
}
foreach ($work['update'] ?? [] as $post) {
    $id = wp_update_post(wp_slash(columns($post) + ['ID' => $post['id']]), true);
    if (is_wp_error($id)) {
        fail($id, (string) $post['id']);
    }
}
foreach ($work['delete'] ?? [] as $id) {
    wp_delete_post($id, true);
}
echo json_encode($made), "\n";
