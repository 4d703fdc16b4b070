<?php
// What plugins that "disable the REST API" do, and many offices have one: every answer is a refusal.
add_filter('rest_authentication_errors', function ($result) {
    return is_wp_error($result) ? $result : new WP_Error('rest_disabled', 'API dinonaktifkan.', ['status' => 401]);
});
